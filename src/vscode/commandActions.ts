import { commands } from '../core/ids.ts';
import type { Profile } from '../core/profiles/profile.ts';
import type { Parts } from './parts.ts';
import { profileFor } from './profiles/pickProfile.ts';

/** What a command does to one profile. */
export type ProfileAction = (parts: Parts, profile: Profile) => Promise<unknown>;

// Each is loaded when it is called for the first time.
const profileActions: Readonly<Record<string, () => Promise<ProfileAction>>> = {
	[commands.checkProfile]: async () => (await import('./profiles/checkProfile.ts')).checkProfile,
	[commands.cloneProfile]: async () => (await import('./profiles/cloneProfile.ts')).cloneProfile,
	[commands.deleteProfile]: async () => (await import('./profiles/deleteProfile.ts')).deleteProfile,
	[commands.diagnoseProfile]: async () => (await import('./diagnosis/diagnoseProfile.ts')).diagnoseProfile,
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
	[commands.acceptAnswer]: async () => (await import('./editor/proposal.ts')).acceptInFront,
	[commands.addProfile]: async () => (await import('./profiles/addProfile.ts')).addProfile,
	[commands.clearHistory]:
		async () =>
		async ({ history }) =>
			(await history()).clear(),
	[commands.compareAnswers]:
		async () =>
		async ({ history }) =>
			(await history()).compare(),
	[commands.showHistory]:
		async () =>
		async ({ history }) =>
			(await history()).show(),
	[commands.discardAnswer]: async () => (await import('./editor/proposal.ts')).discardInFront,
	[commands.copyRequestAs]:
		async () =>
		async ({ panels }) =>
			(await panels()).copyAs(),
	[commands.openRequestPanel]:
		async () =>
		async ({ panels }) =>
			(await panels()).open(),
	[commands.pasteRequest]:
		async () =>
		async ({ panels }) =>
			(await panels()).paste(),
	[commands.sendSelection]: async () => (await import('./editor/sendSelection.ts')).sendSelection,
	[commands.sendSelectionWith]: async () => (await import('./editor/sendSelectionWith.ts')).sendSelectionWith,
	[commands.repairProfiles]: async () => (await import('./profiles/repairProfiles.ts')).offerRepair,
	[commands.continueSignIn]: async () => (await import('./signIn/continueSignIn.ts')).continueSignIn,
	[commands.showSignInTranscript]: async () => (await import('./signIn/showTranscript.ts')).showTranscript,
	[commands.signIn]: async () => (await import('./signIn/signIn.ts')).signIn,
	[commands.switchProfile]: async () => (await import('./profiles/switchProfile.ts')).switchProfile,
	[commands.verifyAuditLog]: async () => (await import('./audit/verifyAuditLog.ts')).verifyAuditLog,
	[commands.undoDelete]: async () => (await import('./profiles/deleteProfile.ts')).undoDelete,
};

/** Carries a command out. One that works on a profile and is told of none, by palette or key, asks which. */
export async function runCommand(parts: Parts, id: string, given: readonly unknown[]): Promise<unknown> {
	const action = await actions[id]?.();
	if (action) {
		return action(parts, ...given);
	}
	const load = profileActions[id];
	const profile = load && (await profileFor(parts, given[0], id));
	return profile && (await load())(parts, profile);
}
