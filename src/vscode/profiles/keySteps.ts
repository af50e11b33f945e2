import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { apiKeyCredential, readApiKey } from '../../core/credentials/apiKey.ts';
import { checkCredential, checkOf } from '../../core/credentials/checkCredential.ts';
import { type EnteredKey, refusalInWords } from '../../core/credentials/enteredKey.ts';
import { keyKindOf } from '../../core/credentials/keyKind.ts';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';

const keyPage = 'https://aistudio.google.com/apikey';

type Frame = { readonly title: string; readonly totalSteps: number; readonly canGoBack: boolean };

/** Asks for an API key and has Google judge it at once; a key it does not accept may be kept all the same. */
export function keySteps(
	{ transport, clock, random }: Parts,
	{ title, totalSteps, canGoBack }: Frame,
	then: (entered: EnteredKey) => Step,
): Step {
	let entered: EnteredKey | undefined;

	const askKey: Step = async () => {
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
				const { key } = read;
				const retry = { clock, random };
				const outcome = await checkCredential({ transport, credential: apiKeyCredential(key), signal, retry });
				if (outcome.kind !== 'cancelled') {
					entered = {
						key,
						keyKind: keyKindOf(key),
						check: checkOf(outcome, clock.now()),
						models: outcome.kind === 'answered' ? outcome.value : [],
						...(outcome.kind === 'failed' ? { refusal: outcome.failure } : {}),
					};
				}
				return undefined;
			},
		});
		if (typeof asked === 'string' || !entered) {
			return asked === 'back' ? 'back' : 'end';
		}
		return { next: entered.refusal ? askAnyway(entered, entered.refusal) : then(entered) };
	};

	const askAnyway =
		(refused: EnteredKey, failure: Failure): Step =>
		async () => {
			const asked = await askChoice({
				title: `${title}: ${wordsOf(failure).title}`,
				step: 1,
				totalSteps,
				canGoBack: true,
				prompt: refusalInWords(failure, refused.keyKind, plainText(failure.error?.message ?? '')),
				choices: [
					{ label: l10n.t('Enter the Key Again'), value: 'again' },
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
			return asked.value === 'save' ? { next: then(refused) } : 'back';
		};

	return askKey;
}
