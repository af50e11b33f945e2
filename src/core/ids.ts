/** Every id the manifest and the code share. The manifest test compares both sides. */

export const commands = {
	addProfile: 'latchkey.addProfile',
	checkProfile: 'latchkey.checkProfile',
	cloneProfile: 'latchkey.cloneProfile',
	deleteProfile: 'latchkey.deleteProfile',
	editProfile: 'latchkey.editProfile',
	openRequestPanel: 'latchkey.openRequestPanel',
	protectProfile: 'latchkey.protectProfile',
	renameProfile: 'latchkey.renameProfile',
	repairProfiles: 'latchkey.repairProfiles',
	replaceKey: 'latchkey.replaceKey',
	sendSelection: 'latchkey.sendSelection',
	setProfileColor: 'latchkey.setProfileColor',
	showLog: 'latchkey.showLog',
	switchProfile: 'latchkey.switchProfile',
	undoDelete: 'latchkey.undoDelete',
	unprotectProfile: 'latchkey.unprotectProfile',
	useProfile: 'latchkey.useProfile',
	useProfileByDefault: 'latchkey.useProfileByDefault',
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

export const settings = {
	emulator: 'latchkey.emulator',
	profile: 'latchkey.profile',
	requestTimeoutSeconds: 'latchkey.request.timeoutSeconds',
} as const;

/** Values of a tree item's `contextValue`, which menus test with `viewItem`. */
export const treeItems = {
	profile: 'latchkey.profile',
	protectedProfile: 'latchkey.profile.protected',
} as const;

/** Keys of VS Code's context, which the manifest tests in `when`. */
export const contextKeys = {
	/** The index of profiles does not parse. */
	damaged: 'latchkey.damaged',
	/** A profile was deleted in this window and can be brought back. */
	canUndoDelete: 'latchkey.canUndoDelete',
} as const;
