import type { Profile } from '../../core/profiles/profile.ts';
import { resolutionInWords } from '../../core/profiles/resolutionWords.ts';
import type { Parts } from '../parts.ts';

/** Uses a new profile in this window, unless it is not good or a setting names another: that one is answered, in words. */
export async function putToUse({ active }: Parts, profile: Profile): Promise<string | undefined> {
	const now = await active.resolve();
	if (now.kind !== 'answered' || now.value.profile?.id === profile.id) {
		return undefined;
	}
	if (now.value.by !== 'window' && now.value.by !== 'default' && now.value.by !== 'nothing') {
		return resolutionInWords(now.value);
	}
	if (profile.lastCheck?.state === 'valid') {
		await active.useInWindow(profile);
	}
	return undefined;
}
