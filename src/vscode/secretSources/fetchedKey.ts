import * as l10n from '@vscode/l10n';
import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import { keyOfSource } from '../../core/credentials/sourcedKey.ts';
import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { Parts } from '../parts.ts';
import { askAnyway } from '../profiles/askAnyway.ts';
import { judgeKey } from '../profiles/judgeKey.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import type { Step } from '../quickInput/steps.ts';

export type SourceFrame = { readonly title: string; readonly canGoBack: boolean };

/** What the last question about a place does with it, and what comes then. */
export type Finding = {
	/** Fetches the key; a message where that fails, which is to stay in the box. */
	readonly find: (source: SecretSource, signal: AbortSignal) => Promise<string | undefined>;
	readonly next: Step;
};

/** Fetches a key from where it is said to be kept and has Google judge it, like a key that was typed. */
export function fetchedKey(
	parts: Parts,
	{ title }: { readonly title: string },
	then: (entered: EnteredKey) => Step,
): Finding {
	let found: EnteredKey | undefined;
	return {
		find: async (source, signal) => {
			found = undefined;
			const secrets = await parts.secrets();
			// Of a profile that is to be made there is neither id nor name yet.
			const key = keyOfSource(await secrets.renew(source, { id: '', name: '' }, signal));
			if (key.kind !== 'answered') {
				return key.kind === 'failed' ? failureInWords(key.failure) : undefined;
			}
			const judged = await judgeKey(parts, key.value, signal);
			found = judged && { ...judged, source };
			return undefined;
		},
		next: async () => {
			if (!found) {
				return 'back';
			}
			const { refusal } = found;
			const step = refusal ? askAnyway({ title }, l10n.t('Ask Again'), found, refusal, then(found)) : then(found);
			return step();
		},
	};
}
