import type { Profile } from './profile.ts';

/** Where a setting that names a profile was found. */
export type SettingScope = 'folder' | 'workspace' | 'user-settings';

/** A profile named by a setting: whoever wrote it may have written anything. */
export type NamedProfile = { readonly name: unknown; readonly scope: SettingScope };

/** Which profile requests use, and why. `isChosenGone`: the one that was chosen for this window has been deleted. */
export type Resolution =
	| { readonly profile: Profile; readonly by: SettingScope | 'window' }
	| { readonly profile: Profile; readonly by: 'default'; readonly isChosenGone?: true }
	/** A setting names a profile that does not exist, or several do: then nothing is used, not the next best. */
	| {
			readonly profile?: undefined;
			readonly by: SettingScope;
			readonly problem: 'unknown' | 'duplicate';
			readonly name: string;
	  }
	| { readonly profile?: undefined; readonly by: 'nothing'; readonly isChosenGone?: true };

/** As much of a name from a setting as is ever shown, in UTF-16 units. */
const longestShown = 80;

/** Folder before window before user; the first that says something is obeyed (docs/architecture.md, "Which profile is active"). */
export function resolveProfile(
	profiles: readonly Profile[],
	{
		named,
		windowId,
		defaultId,
	}: { named?: NamedProfile | undefined; windowId?: string | undefined; defaultId?: string | undefined },
): Resolution {
	if (named) {
		const [first, second] = profiles.filter(({ name }) => name === named.name);
		if (first && !second) {
			return { profile: first, by: named.scope };
		}
		return { by: named.scope, problem: first ? 'duplicate' : 'unknown', name: shown(named.name) };
	}
	const ofId = (id: string | undefined) => (id === undefined ? undefined : profiles.find((each) => each.id === id));
	const ofWindow = ofId(windowId);
	if (ofWindow) {
		return { profile: ofWindow, by: 'window' };
	}
	const gone: { isChosenGone?: true } = windowId === undefined ? {} : { isChosenGone: true };
	const ofUser = ofId(defaultId);
	return ofUser ? { profile: ofUser, by: 'default', ...gone } : { by: 'nothing', ...gone };
}

/** What would break a line or turn the text around is shown as a sign that something stands there. */
const shown = (name: unknown): string => {
	const text = typeof name === 'string' ? name : typeof name;
	const plain = text.slice(0, longestShown).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}]/gu, '\ufffd');
	return text.length > longestShown ? `${plain}…` : plain;
};
