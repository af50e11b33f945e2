import * as l10n from '@vscode/l10n';
import { type EnteredKey, refusalInWords } from '../../core/credentials/enteredKey.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { plainText } from '../plainText.ts';
import { askChoice } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';

type Frame = { readonly title: string; readonly step?: number; readonly totalSteps?: number };

/** Says why Google does not take a key, and lets a person keep it all the same. `again`: what going back is called. */
export const askAnyway =
	(frame: Frame, again: string, refused: EnteredKey, failure: Failure, then: Step): Step =>
	async () => {
		const asked = await askChoice({
			...frame,
			title: `${frame.title}: ${wordsOf(failure).title}`,
			canGoBack: true,
			prompt: refusalInWords(failure, refused.keyKind, plainText(failure.error?.message ?? '')),
			choices: [
				{ label: again, value: 'again' },
				{
					label: l10n.t('Save Anyway'),
					detail: l10n.t('The profile is kept with what Google said about it, and can be checked again later.'),
					value: 'save',
				},
			],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return asked.value === 'save' ? { next: then } : 'back';
	};
