import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readApiKey } from '../../core/credentials/apiKey.ts';
import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import type { Place } from '../../core/gemini/targets.ts';
import type { Parts } from '../parts.ts';
import { askText } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import { elsewhereButton } from '../secretSources/elsewhereButton.ts';
import { nobodyYet } from '../secretSources/finding.ts';
import { askAnyway } from './askAnyway.ts';
import { judgeKey } from './judgeKey.ts';

const keyPage = 'https://aistudio.google.com/apikey';

type Frame = { readonly title: string; readonly totalSteps: number; readonly canGoBack: boolean };

/** Asks for an API key and has Google judge it at once; a key it does not accept may be kept all the same. */
export function keySteps(
	parts: Parts,
	{ title, totalSteps, canGoBack }: Frame,
	then: (entered: EnteredKey) => Step,
	place: Place = {},
): Step {
	return async () => {
		let entered: EnteredKey | undefined;
		const elsewhere = elsewhereButton(l10n.t('Key Is Kept Elsewhere…'));
		const asked = await askText({
			title,
			step: 1,
			totalSteps,
			canGoBack,
			prompt: l10n.t('Paste a Gemini API key. Google checks it before it goes to VS Code’s secret storage.'),
			placeholder: 'AQ.…  AIza…',
			value: '',
			password: true,
			buttons: [
				elsewhere.button,
				{
					iconPath: new vscode.ThemeIcon('link-external'),
					tooltip: l10n.t('Get an API Key from Google AI Studio'),
					press: () => void vscode.env.openExternal(vscode.Uri.parse(keyPage)),
				},
			],
			accept: async (text, signal) => {
				const read = readApiKey(text);
				if (!read.ok) {
					return read.message;
				}
				entered = await judgeKey(parts, read.key, place, signal);
				return undefined;
			},
			until: elsewhere.pressed,
		});
		if (elsewhere.wasPressed()) {
			const { keyElsewhere } = await import('../secretSources/keyElsewhere.ts');
			return { next: keyElsewhere(parts, { title, canGoBack: true }, then, { ...nobodyYet, ...place }) };
		}
		if (typeof asked === 'string' || !entered) {
			return asked === 'back' ? 'back' : 'end';
		}
		const { refusal } = entered;
		return {
			next: refusal
				? askAnyway({ title, step: 1, totalSteps }, l10n.t('Enter the Key Again'), entered, refusal, then(entered))
				: then(entered),
		};
	};
}
