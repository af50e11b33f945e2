import * as l10n from '@vscode/l10n';
import { together } from '../../core/disposable.ts';
import type { Disposable } from '../../core/ports.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { factsOf } from '../../core/profiles/profileFacts.ts';
import { minute } from '../../core/usage/usageBook.ts';
import type { Parts } from '../parts.ts';
import { factInWords } from './factInWords.ts';

type TooltipParts = Pick<Parts, 'clock' | 'usage'>;

/** All that is known about a profile, and what it has used. `onOld` is called once when that is not so any more. */
export async function profileTooltip(profile: Profile, parts: TooltipParts, onOld: () => void): Promise<string> {
	const [first, ...rest] = await usedInWords(profile, parts, onOld);
	return [
		profile.name,
		...factsOf(profile, parts.clock.now()).map(factInWords),
		...(first === undefined ? [] : [l10n.t('Used: {0}', first)]),
		...rest,
	].join('\n');
}

async function usedInWords(profile: Profile, { clock, usage }: TooltipParts, onOld: () => void) {
	try {
		const used = await usage();
		const { lines, notes } = await used.view(profile);
		const end = () => {
			watching.dispose();
			onOld();
		};
		// VS Code asks for a tooltip once and keeps it; a minute later nothing of the last minute is true.
		const minuteOver: readonly Disposable[] = lines.length > 0 ? [clock.after(minute, end)] : [];
		const watching = together([used.meter.onDidChange(end), ...minuteOver]);
		return [...lines, ...notes];
	} catch {
		// What is known about the profile itself is told all the same.
		return [];
	}
}
