import { isGoogle } from '../oauth/isGoogle.ts';
import type { ImpersonationProfile, Profile, TokenProfile } from '../profiles/profile.ts';

/** Where the token comes from that another is made with; or why from nowhere. */
export type Source =
	| { readonly kind: 'found'; readonly profile: TokenProfile }
	/** `gone`: deleted. `loop`: the way leads back to a profile it has passed. `foreign`: its tokens are not for Google. */
	| { readonly kind: 'gone' | 'loop' | 'foreign' };

type Link = Pick<ImpersonationProfile, 'id' | 'sourceId'>;

/** The source of an impersonation, if the whole way from there to a profile with a token of its own is sound. */
export function sourceOf(profile: Link, profiles: readonly Profile[]): Source {
	const passed = new Set([profile.id]);
	let first: TokenProfile | undefined;
	for (let link = profile; ; ) {
		const source = profiles.find(({ id }) => id === link.sourceId);
		if (!source) {
			return { kind: 'gone' };
		}
		if (passed.has(source.id)) {
			return { kind: 'loop' };
		}
		if (!hasGoogleToken(source)) {
			return { kind: 'foreign' };
		}
		first ??= source;
		if (source.method !== 'impersonation') {
			return { kind: 'found', profile: first };
		}
		passed.add(source.id);
		link = source;
	}
}

/** Those that a profile can have for its source; `id`: of the profile, where it is there already. */
export const sourcesFor = (id: string, profiles: readonly Profile[]): readonly TokenProfile[] =>
	profiles.flatMap((each) => {
		const source = sourceOf({ id, sourceId: each.id }, profiles);
		return source.kind === 'found' ? [source.profile] : [];
	});

/** What a gateway or another server gave is not sent to Google. */
export const hasGoogleToken = (profile: Profile): profile is TokenProfile =>
	profile.method !== 'api-key' &&
	profile.method !== 'oauth-client-credentials' &&
	profile.baseUrl === undefined &&
	(profile.method !== 'oauth-user' || isGoogle(profile.server));
