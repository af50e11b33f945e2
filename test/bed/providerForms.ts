import { text } from 'node:stream/consumers';
import type { Context, InteractionDetails, Middleware, Provider } from 'oidc-provider';
import { escapeHtml } from '../emulator/http/escapeHtml.ts';

/** The pages on which a person signs in and consents: plain forms, used by keyboard alone. */
export function interactionForms(provider: Provider): Middleware {
	return async (context, next) => {
		if (!context.path.startsWith('/interaction/')) return await next();
		const details = await provider.interactionDetails(context.req, context.res);
		if (context.method === 'POST') {
			const form = new URLSearchParams(await text(context.req));
			context.status = 303;
			context.redirect(await submit(provider, context, details, form));
		} else {
			context.type = 'html';
			context.body = details.prompt.name === 'login' ? loginPage(details) : consentPage(details);
		}
	};
}

async function submit(
	provider: Provider,
	{ req, res }: Context,
	{ prompt, params, session, grantId }: InteractionDetails,
	form: URLSearchParams,
): Promise<string> {
	if (form.get('action') === 'cancel') {
		const refusal = { error: 'access_denied', error_description: 'The user said no.' };
		return await provider.interactionResult(req, res, refusal, { mergeWithLastSubmission: false });
	}
	if (prompt.name === 'login') {
		return await provider.interactionResult(req, res, { login: { accountId: form.get('login') } });
	}
	const owner = { accountId: session?.accountId ?? '', clientId: params['client_id'] ?? '' };
	const grant = (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ?? new provider.Grant(owner);
	for (const scope of askedScopes(params)) {
		if (form.getAll('scope').includes(scope)) grant.addOIDCScope(scope);
		else grant.rejectOIDCScope(scope);
	}
	return await provider.interactionResult(req, res, { consent: { grantId: await grant.save() } });
}

const askedScopes = (params: InteractionDetails['params']): string[] =>
	(params['scope'] ?? '').split(' ').filter(Boolean);

const loginPage = ({ params }: InteractionDetails): string =>
	page(
		'Sign in',
		`<p><label>Account <input name="login" autocomplete="off" required autofocus value="${escapeHtml(params['login_hint'] ?? '')}"></label></p>
		<p><button name="action" value="continue">Continue</button> <button name="action" value="cancel" formnovalidate>Cancel</button></p>`,
	);

/** A scope can be left out, as Google lets people do. */
const consentPage = ({ params, session }: InteractionDetails): string =>
	page(
		'Allow access',
		`<p>${escapeHtml(params['client_id'] ?? '')} asks for access to ${escapeHtml(session?.accountId ?? '')}.</p>
		${askedScopes(params)
			.map((scope) => escapeHtml(scope))
			.map((scope) => `<p><label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label></p>`)
			.join('\n')}
		<p><button name="action" value="continue" autofocus>Continue</button> <button name="action" value="cancel">Cancel</button></p>`,
	);

const page = (title: string, fields: string): string => document(title, `<form method="post">${fields}</form>`);

/** What the server shows instead of leading back, such as a redirect URI that is not registered. */
export async function renderError(context: Context, out: Readonly<Record<string, string>>): Promise<void> {
	context.type = 'html';
	context.body = document(
		'Error',
		Object.entries(out)
			.map(([name, value]) => `<p>${escapeHtml(name)}: ${escapeHtml(value)}</p>`)
			.join('\n'),
	);
}

const document = (title: string, body: string): string =>
	`<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>\n`;
