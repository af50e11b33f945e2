import * as vscode from 'vscode';
import { commands } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';
import type { Profile } from '../core/profiles/profile.ts';
import type { Parts } from './parts.ts';

/** What a command does to one profile. */
export type ProfileAction = (parts: Parts, profile: Profile) => Promise<unknown>;

// Each is loaded when it is called for the first time.
const profileActions: Readonly<Record<string, () => Promise<ProfileAction>>> = {
	[commands.checkProfile]: async () => (await import('./profiles/checkProfile.ts')).checkProfile,
	[commands.cloneProfile]: async () => (await import('./profiles/cloneProfile.ts')).cloneProfile,
	[commands.deleteProfile]: async () => (await import('./profiles/deleteProfile.ts')).deleteProfile,
	[commands.editProfile]: async () => (await import('./profiles/editProfile.ts')).editProfile,
	[commands.protectProfile]: async () => (await import('./profiles/editTraits.ts')).protectProfile,
	[commands.renameProfile]: async () => (await import('./profiles/editTraits.ts')).renameProfile,
	[commands.replaceKey]: async () => (await import('./profiles/replaceKey.ts')).replaceKey,
	[commands.signOut]: async () => (await import('./signIn/signOut.ts')).signOut,
	[commands.setProfileColor]: async () => (await import('./profiles/editTraits.ts')).setProfileColor,
	[commands.unprotectProfile]: async () => (await import('./profiles/editTraits.ts')).unprotectProfile,
	[commands.useProfile]: async () => (await import('./profiles/useProfile.ts')).useProfile,
	[commands.useProfileByDefault]: async () => (await import('./profiles/useProfile.ts')).useProfileByDefault,
};

const actions: Readonly<Record<string, () => Promise<(parts: Parts, ...given: unknown[]) => Promise<void>>>> = {
	[commands.addProfile]: async () => (await import('./profiles/addProfile.ts')).addProfile,
	[commands.repairProfiles]: async () => (await import('./profiles/repairProfiles.ts')).offerRepair,
	[commands.continueSignIn]: async () => (await import('./signIn/continueSignIn.ts')).continueSignIn,
	[commands.showSignInTranscript]: async () => (await import('./signIn/showTranscript.ts')).showTranscript,
	[commands.signIn]: async () => (await import('./signIn/signIn.ts')).signIn,
	[commands.switchProfile]: async () => (await import('./profiles/switchProfile.ts')).switchProfile,
	[commands.undoDelete]: async () => (await import('./profiles/deleteProfile.ts')).undoDelete,
};

/** Registers every command that works on profiles. One that is told of no profile, by palette or key, asks which. */
export const registerProfileCommands = (parts: Parts): readonly Disposable[] => [
	...Object.entries(actions).map(([id, load]) =>
		vscode.commands.registerCommand(id, async (...given: unknown[]) => (await load())(parts, ...given)),
	),
	...Object.entries(profileActions).map(([id, load]) =>
		vscode.commands.registerCommand(id, async (given?: unknown) => {
			const { profileFor } = await import('./profiles/pickProfile.ts');
			const profile = await profileFor(parts, given, id);
			return profile && (await load())(parts, profile);
		}),
	),
];
