import * as l10n from '@vscode/l10n';
import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import { keyOfSource } from '../../core/credentials/sourcedKey.ts';
import type { Place } from '../../core/gemini/targets.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { Parts } from '../parts.ts';
import { askAnyway } from '../profiles/askAnyway.ts';
import { judgeKey } from '../profiles/judgeKey.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import type { Step } from '../quickInput/steps.ts';
import { type Finding, nobodyYet } from './finding.ts';

/**
 * Fetches an API key from where it is said to be kept and has Google judge it, like a key that was typed: one that it does not
 * accept may be named all the same.
 */
export function fetchedKey(
	parts: Parts,
	{ title }: { readonly title: string },
	then: (entered: EnteredKey) => Step,
	owner: SecretOwner & Place = nobodyYet,
): Finding {
	let found: EnteredKey | undefined;
	return {
		usualName: 'GEMINI_API_KEY',
		find: async (source, signal) => {
			found = undefined;
			const secrets = await parts.secrets();
			const key = keyOfSource(await secrets.renew(source, owner, signal));
			if (key.kind !== 'answered') {
				return key.kind === 'failed' ? failureInWords(key.failure) : undefined;
			}
			const judged = await judgeKey(parts, key.value, owner, signal);
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
