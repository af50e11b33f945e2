import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ClientSecret } from '../../core/oauth/asClient.ts';
import { isClientId, isRedirectUri, readClientFile } from '../../core/oauth/clientFile.ts';
import { isGoogle } from '../../core/oauth/isGoogle.ts';
import { readOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { editorCallback } from '../../core/oauth/redirectAddress.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice, askText, type Choice } from '../quickInput/ask.ts';
import { chooseJsonFile, sayRefused } from '../quickInput/jsonFile.ts';
import type { Step, StepEnd } from '../quickInput/steps.ts';
import { clientSecretStep } from './clientSecretStep.ts';
import type { Frame, SignInDraft } from './signInDraft.ts';

const consolePage = 'https://console.cloud.google.com/auth/clients';

type Act = () => Promise<StepEnd>;

/** Asks for the OAuth client: its file, its parts, or the one of another profile. */
export const clientStep =
	(parts: Parts, frame: Frame, draft: SignInDraft, then: Step): Step =>
	async () => {
		const isOfGoogle = draft.server !== undefined && isGoogle(draft.server);
		const typed: Choice<Act> = {
			label: l10n.t('Type Client ID and Secret'),
			detail: l10n.t('As your server or Google’s console shows them.'),
			iconPath: new vscode.ThemeIcon('edit'),
			value: async () => ({ next: idStep(parts, frame, draft, then) }),
		};
		const ofGoogle: readonly Choice<Act>[] = [
			{
				label: l10n.t('Choose the Client’s File'),
				detail: l10n.t('client_secret_….json, as Google’s console gives it for a Desktop or Web client.'),
				iconPath: new vscode.ThemeIcon('folder-opened'),
				value: async () =>
					(await chooseFile(draft)) ? { next: then } : { next: clientStep(parts, frame, draft, then) },
			},
			{
				label: l10n.t('Paste the File’s Content'),
				detail: l10n.t('Where the file is on another machine.'),
				iconPath: new vscode.ThemeIcon('clippy'),
				value: async () => ({ next: pasteStep(frame, draft, then) }),
			},
			typed,
			{
				label: l10n.t('Make a Client at Google First'),
				detail: l10n.t(
					'Opens the console. Choose “Desktop app”, or “Web application” for an editor in the browser; then download its file.',
				),
				iconPath: new vscode.ThemeIcon('link-external'),
				value: async () => {
					await vscode.env.openExternal(vscode.Uri.parse(consolePage));
					return { next: clientStep(parts, frame, draft, then) };
				},
			},
		];
		const asked = await askChoice({
			...frame,
			canGoBack: true,
			prompt: l10n.t(
				'You sign in through an OAuth client of your own. Latchkey has none, so nobody else sees your sign-in.',
			),
			choices: [...(await knownClients(parts, draft, then)), ...(isOfGoogle ? ofGoogle : [typed])],
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : asked.value();
	};

/** Clients of this server that other profiles have, each once. */
async function knownClients({ store }: Parts, draft: SignInDraft, then: Step): Promise<readonly Choice<Act>[]> {
	const profiles = await store.list();
	const known = new Map<string, OAuthUserProfile>();
	for (const each of profiles.kind === 'answered' ? profiles.value : []) {
		if (each.method === 'oauth-user' && each.server.issuer === draft.server?.issuer && !known.has(each.client.id)) {
			known.set(each.client.id, each);
		}
	}
	return [...known.values()].map((profile) => ({
		label: l10n.t('Use the Client of “{0}”', plainText(profile.name)),
		description: plainText(profile.client.id),
		iconPath: new vscode.ThemeIcon('plug'),
		value: async (): Promise<StepEnd> => {
			const { client, source, quotaProject = '' } = profile;
			const secret = await store.secretOf(profile);
			const { clientSecret } = readOAuthSecret(secret.kind === 'answered' ? secret.value : '') ?? {};
			take(draft, client, { clientSecret, source }, quotaProject);
			return { next: then };
		},
	}));
}

function take(
	draft: SignInDraft,
	client: NonNullable<SignInDraft['client']>,
	{ clientSecret, source }: ClientSecret,
	projectId: string,
): void {
	draft.client = client;
	draft.clientSecret = clientSecret;
	draft.source = source;
	draft.projectId = projectId;
}

/** Whether a good file was chosen; a bad one is said to be bad. */
async function chooseFile(draft: SignInDraft): Promise<boolean> {
	const chosen = await chooseJsonFile(l10n.t('Choose the Client’s File'));
	const refusal = chosen && takeFile(draft, chosen.text);
	if (refusal !== undefined) {
		sayRefused(refusal);
	}
	return chosen !== undefined && refusal === undefined;
}

/** Takes the client of a file into the draft, or says why not. */
function takeFile(draft: SignInDraft, text: string): string | undefined {
	const read = readClientFile(text);
	if (read.ok) {
		const { client, clientSecret, projectId } = read.file;
		take(draft, client, { clientSecret }, projectId);
	}
	return read.ok ? undefined : read.message;
}

const pasteStep =
	({ title }: Frame, draft: SignInDraft, then: Step): Step =>
	async () => {
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t('Paste the whole content of client_secret_….json.'),
			placeholder: '{"installed":{"client_id":…',
			value: '',
			password: true,
			accept: async (text) => takeFile(draft, text),
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next: then };
	};

const idStep =
	(parts: Parts, frame: Frame, draft: SignInDraft, then: Step): Step =>
	async () => {
		const asked = await askText({
			...frame,
			canGoBack: true,
			prompt: l10n.t('Client ID'),
			value: draft.client?.id ?? '',
			password: false,
			accept: async (text) => (isClientId(text.trim()) ? undefined : l10n.t('A client ID is one word without spaces.')),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return { next: secretStep(parts, frame, draft, asked.value.trim(), then) };
	};

function secretStep(parts: Parts, frame: Frame, draft: SignInDraft, id: string, then: Step): Step {
	const isOfGoogle = draft.server !== undefined && isGoogle(draft.server);
	const typed: TypedClient = { id, clientSecret: '' };
	return clientSecretStep(
		parts,
		{ ...frame, canGoBack: true },
		{
			prompt: isOfGoogle
				? l10n.t('Client secret. Google wants it of Desktop clients too. It goes to VS Code’s secret storage.')
				: l10n.t('Client secret, or nothing where the client has none. It goes to VS Code’s secret storage.'),
			isKey: false,
			take: async (clientSecret, source) => {
				typed.clientSecret = clientSecret;
				typed.source = source;
				return isOfGoogle && clientSecret === '' ? l10n.t('Google refuses a client without its secret.') : undefined;
			},
			next: redirectStep(frame, draft, typed, then),
		},
	);
}

/** A client as the person types it. */
type TypedClient = { readonly id: string; clientSecret: string; source?: SecretSource | undefined };

/** Asks which redirect address is registered, since that decides by which way the browser comes back. */
const redirectStep =
	(frame: Frame, draft: SignInDraft, typed: TypedClient, then: Step): Step =>
	async () => {
		const { id, clientSecret } = typed;
		const isOfGoogle = draft.server !== undefined && isGoogle(draft.server);
		const callback = editorCallback(vscode.env.uriScheme);
		const auth = isOfGoogle
			? 'client_secret_post'
			: clientSecret === ''
				? 'none'
				: draft.serverAuthMethods && !draft.serverAuthMethods.includes('client_secret_basic')
					? 'client_secret_post'
					: 'client_secret_basic';
		const use = (kind: 'installed' | 'web' | 'other', redirectUris: readonly string[]): StepEnd => {
			take(draft, { id, kind, auth, redirectUris }, typed, '');
			return { next: then };
		};
		const page: Choice<Act> = {
			label: isOfGoogle ? l10n.t('Web: an Https Page of Yours') : l10n.t('An Https Page of Yours'),
			detail: l10n.t('That hands the answer to this editor. Latchkey comes with such a page, to be hosted by you.'),
			iconPath: new vscode.ThemeIcon('globe'),
			value: async () => ({ next: pageStep(frame, (uri) => use(isOfGoogle ? 'web' : 'other', [uri])) }),
		};
		const machine: Choice<Act> = {
			label: isOfGoogle
				? l10n.t('Desktop: This Machine, Any Port')
				: l10n.t('This Machine, Any Port (http://127.0.0.1)'),
			detail: l10n.t('Nothing has to be registered at Google; other servers want http://127.0.0.1.'),
			iconPath: new vscode.ThemeIcon('vm'),
			value: async () => use(isOfGoogle ? 'installed' : 'other', ['http://127.0.0.1/']),
		};
		const editor: Choice<Act> = {
			label: l10n.t('This Editor ({0})', callback),
			detail: l10n.t('For servers that take an editor’s own address.'),
			iconPath: new vscode.ThemeIcon('window'),
			value: async () => use('other', [await ownAddress()]),
		};
		const asked = await askChoice({
			...frame,
			canGoBack: true,
			prompt: isOfGoogle
				? l10n.t('Which kind of client is it?')
				: l10n.t('Which redirect address is registered for the client?'),
			choices: isOfGoogle ? [machine, page] : [machine, editor, page],
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : asked.value();
	};

/** Our URI handler's address as the browser knows it: in the web it is one of the front end's. */
async function ownAddress(): Promise<string> {
	const { callbackAddress } = await import('./browser.ts');
	return (await callbackAddress()).replace(/[?#].*$/s, '');
}

const pageStep =
	({ title }: Frame, use: (uri: string) => StepEnd): Step =>
	async () => {
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t('The page’s address, to the letter as it is registered.'),
			placeholder: 'https://',
			value: '',
			password: false,
			accept: async (text) =>
				text.trim().startsWith('https://') && isRedirectUri(text.trim())
					? undefined
					: l10n.t('The address has to begin with https://, and has no fragment.'),
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : use(asked.value.trim());
	};
