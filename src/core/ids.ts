/** Every id the manifest and the code share. The manifest test compares both sides. */

export const commands = {
	addProfile: 'latchkey.addProfile',
	checkProfile: 'latchkey.checkProfile',
	deleteProfile: 'latchkey.deleteProfile',
	openRequestPanel: 'latchkey.openRequestPanel',
	showLog: 'latchkey.showLog',
	switchProfile: 'latchkey.switchProfile',
	useProfile: 'latchkey.useProfile',
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
	requestTimeoutSeconds: 'latchkey.request.timeoutSeconds',
} as const;

/** Values of a tree item's `contextValue`, which menus test with `viewItem`. */
export const treeItems = {
	profile: 'latchkey.profile',
} as const;
