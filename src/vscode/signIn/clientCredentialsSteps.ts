import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { clientAuthOf } from '../../core/oauth/clientAuth.ts';
import type { ClientAuthMethod } from '../../core/oauth/clientAuthMethods.ts';
import { isClientId } from '../../core/oauth/clientFile.ts';
import { writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { readParameters } from '../../core/oauth/reservedParameters.ts';
import { impossibleScope, readScopes } from '../../core/oauth/scopes.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import { keptElsewhere } from '../../core/secretSources/secretSource.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { checkAdded } from '../profiles/checkAdded.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import { promptForSecret, refusalOfSecret } from './askClientSecret.ts';
import { clientSecretStep } from './clientSecretStep.ts';
import { endpointSteps, gatewayStep, isGoogleHost, issuerStep } from './serverSteps.ts';
import type { SignInDraft } from './signInDraft.ts';

type Draft = SignInDraft & {
	clientId?: string;
	auth?: ClientAuthMethod;
	secret?: string;
	parameters?: Readonly<Record<string, string>>;
};

const serviceAccounts = 'https://console.cloud.google.com/iam-admin/serviceaccounts';

/** The palette flow for a machine's own credentials. A token is asked for before anything is saved. */
export function clientCredentialsSteps(parts: Parts): Step {
	const draft: Draft = {};
	const frame = { title: l10n.t('Add Client Credentials'), canGoBack: true };

	const text =
		(
			prompt: string,
			value: () => string,
			accept: (text: string, signal: AbortSignal) => Promise<string | undefined>,
			next: Step,
			password = false,
		): Step =>
		async () => {
			const asked = await askText({ ...frame, prompt, value: value(), password, accept });
			return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next };
		};

	const name = text(
		l10n.t('The server gave a token. Give the profile a name.'),
		() => l10n.t('Gateway'),
		(typed) => save(parts, draft, typed.trim()),
		async () => 'end',
	);
	const parameters = text(
		l10n.t('Further parameters of the token request, such as audience=https://gateway.example.com. Often none.'),
		() => new URLSearchParams({ ...draft.parameters }).toString(),
		async (typed, signal) => {
			const read = readParameters(typed);
			if (!read.ok) {
				return read.message;
			}
			draft.parameters = read.parameters;
			return tryOut(parts, draft, signal);
		},
		name,
	);
	const scopes = text(
		l10n.t('Scopes, separated by spaces. Nothing where the server wants none.'),
		() => (draft.scopes ?? []).join(' '),
		async (typed) => {
			const impossible = impossibleScope(readScopes(typed));
			draft.scopes = readScopes(typed);
			return impossible === undefined ? undefined : l10n.t('“{0}” cannot be a scope.', plainText(impossible));
		},
		parameters,
	);
	// Only by now is it known how the client proves to be itself.
	const secret: Step = () => {
		const isKey = draft.auth === 'private_key_jwt';
		return clientSecretStep(parts, frame, {
			prompt: promptForSecret(isKey),
			isKey,
			take: (entered, source) => {
				draft.secret = entered;
				draft.source = source;
				return refusalOfSecret(parts, entered, isKey);
			},
			next: scopes,
		})();
	};
	const method: Step = async () => {
		const choice = (value: ClientAuthMethod, label: string, detail: string) => ({ label, detail, value });
		const offered = draft.serverAuthMethods;
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('How does the client prove to be itself?'),
			choices: [
				choice('client_secret_basic', l10n.t('Secret, in a Header'), 'client_secret_basic'),
				choice('client_secret_post', l10n.t('Secret, in the Form'), 'client_secret_post'),
				choice('private_key_jwt', l10n.t('Private Key'), 'private_key_jwt'),
			].map((each) =>
				offered && !offered.includes(each.value)
					? { ...each, description: l10n.t('not offered by this server') }
					: each,
			),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		draft.auth = asked.value;
		return { next: secret };
	};
	const client = text(
		l10n.t('Client ID'),
		() => draft.clientId ?? '',
		async (typed) => {
			draft.clientId = typed.trim();
			return isClientId(draft.clientId) ? undefined : l10n.t('A client ID is one word without spaces.');
		},
		method,
	);
	// It only branches: on the way back nobody is to come by it.
	const afterServer: Step = () => (isOfGoogle(draft) ? explainGoogle() : gatewayStep(frame, draft, client)());
	const explainGoogle: Step = async () => {
		const asked = await askChoice({
			...frame,
			prompt: l10n.t(
				'Google’s token endpoint has no grant for client credentials. At Google a machine calls with a service account, or with an API key bound to one.',
			),
			choices: [
				{
					label: l10n.t('Enter Another Server'),
					detail: l10n.t('A gateway or identity provider in front of Gemini.'),
					value: 'other',
				},
				{
					label: l10n.t('Make a Service Account'),
					detail: l10n.t('Opens Google’s console.'),
					value: 'service-account',
				},
			],
		});
		if (typeof asked !== 'string' && asked.value === 'service-account') {
			await vscode.env.openExternal(vscode.Uri.parse(serviceAccounts));
			return 'end';
		}
		return asked === 'left' ? 'end' : 'back';
	};
	return async () => {
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('Where are tokens to be had?'),
			choices: [
				{
					label: l10n.t('By the Issuer’s Address'),
					detail: l10n.t('Latchkey reads there what the server offers.'),
					value: 'issuer',
				},
				{
					label: l10n.t('By the Token Endpoint'),
					detail: l10n.t('For a server that does not describe itself.'),
					value: 'typed',
				},
			],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return {
			next:
				asked.value === 'issuer'
					? issuerStep(parts, frame, draft, afterServer)
					: endpointSteps(frame, draft, afterServer, false),
		};
	};
}

const isOfGoogle = ({ server }: Draft): boolean => server !== undefined && isGoogleHost(server.token_endpoint);

/** Has the server give a token now: what is wrong shows while it can still be mended. */
async function tryOut(parts: Parts, draft: Draft, signal: AbortSignal): Promise<string | undefined> {
	const { server, clientId, auth, secret, scopes = [], parameters = {} } = draft;
	if (!server || !clientId || !auth) {
		return l10n.t('Something is missing. Go back and enter it.');
	}
	const { protocol } = await parts.signIn();
	const call = { server, clientId, auth: clientAuthOf(auth, secret), signal };
	const outcome = await protocol.clientCredentials(call, { scopes, parameters });
	return outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
}

async function save(parts: Parts, draft: Draft, name: string): Promise<string | undefined> {
	const { server, clientId, auth, secret, source, scopes = [], parameters = {}, baseUrl } = draft;
	const profiles = await parts.store.list();
	const others = profiles.kind === 'answered' ? profiles.value : [];
	const refusal = refusalOfName(name, others, secret ? [secret] : []);
	if (refusal || !server || !clientId || !auth || !secret) {
		return refusal ?? l10n.t('Something is missing. Go back and enter it.');
	}
	const added = await parts.store.add(
		{
			method: 'oauth-client-credentials',
			name: freeName(name, others),
			server,
			clientId,
			clientAuth: auth,
			scopes,
			parameters,
			...(baseUrl ? { baseUrl } : {}),
			...(source ? { source } : {}),
		},
		source ? keptElsewhere : writeOAuthSecret({ clientSecret: secret }),
	);
	if (added.kind !== 'answered') {
		return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
	}
	void checkAdded(parts, added.value);
	return undefined;
}
