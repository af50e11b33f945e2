import * as l10n from '@vscode/l10n';
import type { Profile } from '../../core/profiles/profile.ts';
import { factsOf } from '../../core/profiles/profileFacts.ts';
import type { Parts } from '../parts.ts';
import { factInWords } from './factInWords.ts';

/** All that is known about a profile, and what it has used. */
export async function profileTooltip(
	profile: Profile,
	{ clock, usage }: Pick<Parts, 'clock' | 'usage'>,
): Promise<string> {
	const used = await usage()
		.then((parts) => parts.inWords(profile))
		// What is known about the profile itself is told all the same.
		.catch(() => []);
	const [first, ...rest] = used;
	return [
		profile.name,
		...factsOf(profile, clock.now()).map(factInWords),
		...(first === undefined ? [] : [l10n.t('Used: {0}', first)]),
		...rest,
	].join('\n');
}
