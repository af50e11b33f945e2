import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { apiKeyCredential, readApiKey } from '../../core/credentials/apiKey.ts';
import { checkApiKey, checkOf } from '../../core/credentials/checkApiKey.ts';
import { wordsOf } from '../../core/errors/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { commands } from '../../core/ids.ts';
import type { Clock, HttpTransport } from '../../core/ports.ts';
import type { ActiveProfile } from '../../core/profiles/activeProfile.ts';
import type { Check } from '../../core/profiles/profile.ts';
import type { ProfileStore } from '../../core/profiles/profileStore.ts';
import { redact } from '../../core/secrets/redact.ts';
import { plainText } from '../plainText.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';

export type AddProfileParts = {
	readonly store: ProfileStore;
	readonly active: ActiveProfile;
	readonly transport: HttpTransport;
	readonly clock: Clock;
};

const keyPage = 'https://aistudio.google.com/apikey';

/** The palette flow that makes a profile from an API key: key, live check, name. Left before the name is given, it saves nothing. */
export async function addProfile({ store, active, transport, clock }: AddProfileParts): Promise<void> {
	const title = l10n.t('Add Gemini Profile');
	let key = '';
	let check: Check | undefined;
	let refusal: Failure | undefined;

	const askKey: Step = async () => {
		const asked = await askText({
			title,
			step: 1,
			totalSteps: 2,
			canGoBack: false,
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
				key = read.key;
				const outcome = await checkApiKey({ transport, credential: apiKeyCredential(key), signal });
				if (outcome.kind !== 'cancelled') {
					check = checkOf(outcome, clock.now());
					refusal = outcome.kind === 'failed' ? outcome.failure : undefined;
				}
				return undefined;
			},
		});
		return typeof asked === 'string' ? 'end' : { next: refusal ? askAnyway(refusal) : askName };
	};

	const askAnyway =
		(failure: Failure): Step =>
		async () => {
			const { title: what, sentence } = wordsOf(failure.cause);
			const message = plainText(failure.error?.message ?? '');
			const asked = await askChoice({
				title: `${title}: ${what}`,
				step: 1,
				totalSteps: 2,
				canGoBack: true,
				prompt: message ? l10n.t('{0} Google says: “{1}”', sentence, message) : sentence,
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
			return asked.value === 'save' ? { next: askName } : 'back';
		};

	const askName: Step = async () => {
		const profiles = await store.list();
		const taken = profiles.kind === 'answered' ? profiles.value.map((profile) => profile.name) : [];
		const asked = await askText({
			title,
			step: 2,
			totalSteps: 2,
			canGoBack: true,
			prompt:
				check?.state === 'valid'
					? l10n.t('Google accepted the key. Give the profile a name.')
					: l10n.t('Give the profile a name.'),
			value: freeName(taken),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				if (name === '') {
					return l10n.t('Type a name.');
				}
				if (redact(name, [key]) !== name) {
					return l10n.t('This looks like a key. A name is shown in many places; choose another.');
				}
				if (taken.includes(name)) {
					return l10n.t('There is a profile with this name already.');
				}
				const added = await store.add(name, key, check);
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? storageRefusal(added.failure) : undefined;
				}
				// A key that Google rejects takes no good one's place.
				const now = await active.resolve();
				if (check?.state === 'valid' || now.kind !== 'answered' || now.value === undefined) {
					await active.use(added.value);
				}
				// Said here, since a box that is left while the keyring takes its time is gone when the profile is there.
				void sayAdded(name, refusal);
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};

	await runSteps(askKey);
}

async function sayAdded(name: string, refusal: Failure | undefined): Promise<void> {
	if (refusal) {
		const { title } = wordsOf(refusal.cause);
		void vscode.window.showWarningMessage(l10n.t('Profile “{0}” was saved as it is: {1}.', plainText(name), title));
		return;
	}
	const open = l10n.t('Open Request Panel');
	const chosen = await vscode.window.showInformationMessage(l10n.t('Profile “{0}” is ready.', plainText(name)), open);
	if (chosen === open) {
		await vscode.commands.executeCommand(commands.openRequestPanel);
	}
}

function storageRefusal(failure: Failure): string {
	const { sentence } = wordsOf(failure.cause);
	return failure.evidence ? `${sentence} (${failure.evidence})` : sentence;
}

/** A name nobody has yet. */
function freeName(taken: readonly string[]): string {
	const base = l10n.t('Gemini API key');
	let name = base;
	for (let number = 2; taken.includes(name); number++) {
		name = `${base} ${number}`;
	}
	return name;
}
