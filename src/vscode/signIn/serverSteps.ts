import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type AuthorizationServer, google, isEndpoint } from '../../core/oauth/authorizationServer.ts';
import type { Parts } from '../parts.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { askChoice, askText } from '../quickInput/ask.ts';
import type { Step, StepEnd } from '../quickInput/steps.ts';
import type { Frame, SignInDraft } from './signInDraft.ts';

/** Asks who signs people in: Google, or another authorization server, found by its issuer or typed. */
export const serverStep =
	(parts: Parts, frame: Frame, draft: SignInDraft, then: Step): Step =>
	async () => {
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('Who signs you in?'),
			choices: [
				{
					label: l10n.t('Google'),
					detail: l10n.t('A Google account, with an OAuth client of your own.'),
					iconPath: new vscode.ThemeIcon('account'),
					value: 'google',
				},
				{
					label: l10n.t('Another Server'),
					detail: l10n.t('An identity provider or gateway in front of Gemini, found by its issuer address.'),
					iconPath: new vscode.ThemeIcon('server'),
					value: 'issuer',
				},
				{
					label: l10n.t('Another Server, by Its Endpoints'),
					detail: l10n.t('For one that does not describe itself.'),
					iconPath: new vscode.ThemeIcon('edit'),
					value: 'typed',
				},
			],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		if (asked.value === 'google') {
			useServer(draft, google);
			return { next: then };
		}
		const gateway = gatewayStep(frame, draft, then);
		return {
			next: asked.value === 'issuer' ? issuerStep(parts, frame, draft, gateway) : endpointSteps(frame, draft, gateway),
		};
	};

/** With another server goes what was said about the one before: above all, where its tokens were to be sent. */
function useServer(draft: SignInDraft, server: AuthorizationServer): void {
	if (draft.server?.issuer !== server.issuer || draft.server.token_endpoint !== server.token_endpoint) {
		for (const key of Object.keys(draft) as (keyof SignInDraft)[]) {
			delete draft[key];
		}
	}
	draft.server = server;
}

/** Reads what the issuer says about itself (RFC 8414). What it says now is kept, and is what the person sees before they sign in. */
export const issuerStep =
	(parts: Parts, { title }: Frame, draft: SignInDraft, then: Step): Step =>
	async () => {
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t('Address of the issuer, such as https://idp.example.com. Latchkey reads there where to sign in.'),
			placeholder: 'https://',
			value: draft.server?.issuer ?? '',
			password: false,
			accept: async (text, signal) => {
				const refusal = refusalOfAddress(text);
				if (refusal) {
					return refusal;
				}
				const { protocol } = await parts.signIn();
				const found = await protocol.discover(text.trim(), signal);
				if (found.kind === 'answered') {
					const { token_endpoint_auth_methods_supported: methods, ...server } = found.value;
					useServer(draft, server);
					draft.serverAuthMethods = methods ?? ['client_secret_basic'];
				}
				return found.kind === 'failed' ? failureInWords(found.failure) : undefined;
			},
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next: then };
	};

/** Asks for the two addresses that signing in takes, one after the other. */
export const endpointSteps = (frame: Frame, draft: SignInDraft, then: Step, isForPeople = true): Step => {
	const typed = {
		authorization: draft.server?.authorization_endpoint ?? '',
		token: draft.server?.token_endpoint ?? '',
	};
	const ask = (prompt: string, which: keyof typeof typed, next: () => StepEnd): Step => {
		return async () => {
			const asked = await askText({
				title: frame.title,
				canGoBack: true,
				prompt,
				placeholder: 'https://',
				value: typed[which],
				password: false,
				accept: async (text) => refusalOfAddress(text) ?? (isForPeople ? refusalOfGoogle(text) : undefined),
			});
			if (typeof asked === 'string') {
				return asked === 'back' ? 'back' : 'end';
			}
			typed[which] = asked.value.trim();
			return next();
		};
	};
	const token = ask(l10n.t('Token endpoint: where Latchkey asks for tokens.'), 'token', () => {
		useServer(draft, {
			issuer: new URL(typed.token).origin,
			isIssuerUnknown: true,
			token_endpoint: typed.token,
			...(isForPeople ? { authorization_endpoint: typed.authorization } : {}),
		});
		delete draft.serverAuthMethods;
		return { next: then };
	});
	return isForPeople
		? ask(l10n.t('Authorization endpoint: the page where people sign in.'), 'authorization', () => ({ next: token }))
		: token;
};

/** Asks where Gemini is to be had with the tokens of another server, which Google does not take. */
export const gatewayStep =
	({ title }: Frame, draft: SignInDraft, then: Step): Step =>
	async () => {
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t(
				'Base URL of the gateway in front of Gemini, without /v1beta. Tokens of this profile are sent there and nowhere else.',
			),
			placeholder: 'https://gateway.example.com/gemini',
			value: draft.baseUrl ?? '',
			password: false,
			accept: async (text) => refusalOfAddress(text),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		draft.baseUrl = asked.value.trim().replace(/\/+$/, '');
		return { next: then };
	};

/** Why an address is none that a secret may be sent to, in words; undefined where it is. */
export function refusalOfAddress(text: string): string | undefined {
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		return l10n.t('This is no address. It begins with https://.');
	}
	// Plain http is for servers on this machine that the emulator setting names; the transport refuses any other.
	if (!isEndpoint(url.href)) {
		return url.protocol === 'https:'
			? l10n.t('The address may have neither a user, nor a query, nor a fragment.')
			: l10n.t('The address has to begin with https://: what is sent there is secret.');
	}
	return url.search ? l10n.t('The address may have neither a user, nor a query, nor a fragment.') : undefined;
}

/** Google's own hosts: the rest of its hosts serve what its customers put there. */
export const isGoogleHost = (address: string): boolean =>
	/^(?:accounts\.google\.com|(?:www|oauth2|sts)\.googleapis\.com)$/.test(new URL(address.trim()).hostname);

/** Google's tokens go to Google, and its endpoints are known. */
const refusalOfGoogle = (address: string): string | undefined =>
	isGoogleHost(address) ? l10n.t('This is Google’s. Go back, and choose Google.') : undefined;
