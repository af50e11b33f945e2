import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import { readKeyFile, type ServiceAccountKey } from '../../core/serviceAccounts/keyFile.ts';
import type { Parts } from '../parts.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import { chooseJsonFile, sayRefused } from '../quickInput/jsonFile.ts';
import type { Step } from '../quickInput/steps.ts';

/** A key that passed every check that can be made without asking Google; `file`: where it lies, `source`: where it is kept from now on too. */
export type EnteredKeyFile = {
	readonly key: ServiceAccountKey;
	readonly file?: vscode.Uri;
	readonly source?: SecretSource;
};

type Frame = { readonly title: string; readonly canGoBack: boolean; readonly owner?: SecretOwner };

const consolePage = 'https://console.cloud.google.com/iam-admin/serviceaccounts';

/** Asks for the key file of a service account: chosen, or pasted. */
export const keyFileStep =
	(parts: Parts, frame: Frame, then: (entered: EnteredKeyFile) => Step): Step =>
	async () => {
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('The key goes to VS Code’s secret storage, and only signs. Nothing of it is sent.'),
			choices: [
				{
					label: l10n.t('Choose the Key File'),
					detail: l10n.t('The JSON file that Google’s console gave for a key of the service account.'),
					iconPath: new vscode.ThemeIcon('folder-opened'),
					value: 'file',
				},
				{
					label: l10n.t('Paste the File’s Content'),
					detail: l10n.t('Where the file is on another machine.'),
					iconPath: new vscode.ThemeIcon('clippy'),
					value: 'paste',
				},
				{
					label: l10n.t('Key File Is Kept Elsewhere…'),
					detail: l10n.t(
						'In an environment variable, a password manager, Vault or Secret Manager. Stored nowhere here.',
					),
					iconPath: new vscode.ThemeIcon('references'),
					value: 'elsewhere',
				},
				{
					label: l10n.t('Make a Key at Google First'),
					detail: l10n.t('Opens the console: choose a service account, then Keys, Add Key, JSON.'),
					iconPath: new vscode.ThemeIcon('link-external'),
					value: 'page',
				},
			],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		switch (asked.value) {
			case 'paste':
				return { next: pasteStep(parts, frame, then) };
			case 'elsewhere':
				return { next: await elsewhere(parts, frame, then) };
			case 'page':
				await vscode.env.openExternal(vscode.Uri.parse(consolePage));
				return keyFileStep(parts, frame, then)();
			default: {
				const chosen = await chooseJsonFile(l10n.t('Choose the Key File'));
				const entered = chosen && (await keyOf(parts, chosen));
				return entered ? { next: then(entered) } : keyFileStep(parts, frame, then)();
			}
		}
	};

async function elsewhere(
	parts: Parts,
	{ title, owner }: Frame,
	then: (entered: EnteredKeyFile) => Step,
): Promise<Step> {
	const { sourceSteps } = await import('../secretSources/sourceSteps.ts');
	const { fetchedKeyFile } = await import('../secretSources/fetchedKeyFile.ts');
	const finding = fetchedKeyFile(parts, (key) => refusalOfKey(parts, key), then, owner);
	return sourceSteps(parts, { title, canGoBack: true }, finding);
}

/** The key that a file holds; one that is not good is said to be so. */
export async function keyOf(
	parts: Parts,
	{ file, text }: { readonly file: vscode.Uri; readonly text: string },
): Promise<EnteredKeyFile | undefined> {
	const read = readKeyFile(text);
	const refusal = read.ok ? await refusalOfKey(parts, read.key) : read.message;
	if (refusal !== undefined) {
		sayRefused(refusal);
	}
	return read.ok && refusal === undefined ? { key: read.key, file } : undefined;
}

/** What only a parser of keys can tell: whether it is one for RS256. */
async function refusalOfKey({ signIn }: Parts, { privateKey }: ServiceAccountKey): Promise<string | undefined> {
	const { signer } = await signIn();
	return (await signer.isRsaKey(privateKey))
		? undefined
		: l10n.t('“private_key” is no RSA key, or is damaged. Google’s service accounts sign with RSA (RS256).');
}

const pasteStep =
	(parts: Parts, { title }: Frame, then: (entered: EnteredKeyFile) => Step): Step =>
	async () => {
		let key: ServiceAccountKey | undefined;
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t('Paste the whole content of the key file.'),
			placeholder: '{"type":"service_account","project_id":…',
			value: '',
			password: true,
			accept: async (text) => {
				const read = readKeyFile(text);
				if (!read.ok) {
					return read.message;
				}
				key = read.key;
				return refusalOfKey(parts, read.key);
			},
		});
		return typeof asked === 'string' || !key ? (asked === 'back' ? 'back' : 'end') : { next: then({ key }) };
	};
