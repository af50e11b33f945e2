import type { Profile } from '../profiles/profile.ts';
import { lookOf, stateOf } from '../profiles/profileState.ts';
import { methodOf, projectInWords, stateInWords, targetOf } from '../profiles/profileWords.ts';
import type { ProfileView } from './requestProtocol.ts';

/** What a panel says about the profile it sends with, as seen at `now`. */
export const profileView = (profile: Profile, reason: string, now: number): ProfileView => ({
	name: profile.name,
	method: methodOf(profile),
	target: targetOf(profile),
	project: projectInWords(profile),
	state: stateInWords(profile, now),
	icon: lookOf(stateOf(profile, now)).icon,
	isProtected: profile.isProtected === true,
	reason,
	...(profile.color ? { color: profile.color } : {}),
});
