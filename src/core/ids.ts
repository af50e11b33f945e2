/** Every id the manifest and the code share. The manifest test compares both sides. */

/** Publisher and name, as in the manifest: the authority of our URIs. */
export const extensionId = 'latchkey.latchkey-gemini';

/** Id of the authentication provider. */
export const authenticationProvider = 'latchkey-gemini';

export const commands = {
	acceptAnswer: 'latchkey.acceptAnswer',
	addProfile: 'latchkey.addProfile',
	checkProfile: 'latchkey.checkProfile',
	copyRequestAs: 'latchkey.copyRequestAs',
	continueSignIn: 'latchkey.continueSignIn',
	clearHistory: 'latchkey.clearHistory',
	cloneProfile: 'latchkey.cloneProfile',
	compareAnswers: 'latchkey.compareAnswers',
	deleteProfile: 'latchkey.deleteProfile',
	diagnoseProfile: 'latchkey.diagnoseProfile',
	discardAnswer: 'latchkey.discardAnswer',
	editProfile: 'latchkey.editProfile',
	openRequestPanel: 'latchkey.openRequestPanel',
	pasteRequest: 'latchkey.pasteRequest',
	protectProfile: 'latchkey.protectProfile',
	renameProfile: 'latchkey.renameProfile',
	repairProfiles: 'latchkey.repairProfiles',
	replaceKey: 'latchkey.replaceKey',
	sendSelection: 'latchkey.sendSelection',
	sendSelectionWith: 'latchkey.sendSelectionWith',
	setProfileColor: 'latchkey.setProfileColor',
	showHistory: 'latchkey.showHistory',
	showSignInTranscript: 'latchkey.showSignInTranscript',
	signIn: 'latchkey.signIn',
	signOut: 'latchkey.signOut',
	showLog: 'latchkey.showLog',
	switchProfile: 'latchkey.switchProfile',
	undoDelete: 'latchkey.undoDelete',
	unprotectProfile: 'latchkey.unprotectProfile',
	useProfile: 'latchkey.useProfile',
	useProfileByDefault: 'latchkey.useProfileByDefault',
	verifyAuditLog: 'latchkey.verifyAuditLog',
} as const;

export const views = {
	profiles: 'latchkey.profiles',
} as const;

export const viewContainers = {
	latchkey: 'latchkey',
} as const;

/** Webview panel types. */
export const panels = {
	request: 'latchkey.request',
} as const;

/** Menus within a menu. */
export const submenus = {
	editor: 'latchkey.editor',
} as const;

/** Schemes of documents that VS Code asks us for. */
export const schemes = {
	/** A document as an answer would change it. */
	proposal: 'latchkey-proposal',
} as const;

export const settings = {
	emulator: 'latchkey.emulator',
	historyEntries: 'latchkey.history.entries',
	profile: 'latchkey.profile',
	countTokens: 'latchkey.request.countTokens',
	requestTimeoutSeconds: 'latchkey.request.timeoutSeconds',
	minutesInMemory: 'latchkey.secretSources.minutesInMemory',
	templates: 'latchkey.templates',
} as const;

/** A tree item's `contextValue`, which menus test with `viewItem`: `latchkey.profile.<method>.[out.]<open or protected>`. */
export const treeItem = (method: string, isOut: boolean, isProtected: boolean): string =>
	`latchkey.profile.${method}.${isOut ? 'out.' : ''}${isProtected ? 'protected' : 'open'}`;

/** Keys of VS Code's context, which the manifest tests in `when`. */
export const contextKeys = {
	/** The index of profiles does not parse. */
	damaged: 'latchkey.damaged',
	/** A profile was deleted in this window and can be brought back. */
	canUndoDelete: 'latchkey.canUndoDelete',
	/** A sign-in waits for the browser. */
	isSigningIn: 'latchkey.isSigningIn',
} as const;
