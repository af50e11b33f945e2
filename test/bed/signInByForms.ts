import { parseHTML } from 'linkedom';

export interface FormAnswers {
	/** Name of the account; needed unless a session is there already. */
	readonly login?: string;
	/** Scopes to untick. */
	readonly without?: readonly string[];
	/** The page on which to say no. */
	readonly cancelAt?: 'Sign in' | 'Allow access';
}

/** A browser without a window: keeps cookies, fills forms, and follows redirects within one authorization server. */
export class FormBrowser {
	readonly #cookies = new Map<string, { readonly path: string; readonly value: string }>();

	/** Signs in and consents; the address outside that server which it ends at, or an error for any other end. */
	async signIn(authorizationUrl: string | URL, answers: FormAnswers): Promise<URL> {
		let at = new URL(authorizationUrl);
		const { origin } = at;
		let body: URLSearchParams | undefined;
		for (let step = 0; step < 20; step++) {
			const response = await this.#fetch(at, body);
			const location = response.headers.get('location');
			if (location === null) {
				body = fillIn(await response.text(), answers);
				continue;
			}
			await response.body?.cancel();
			at = new URL(location, at);
			body = undefined;
			if (at.origin !== origin) return at;
		}
		throw new Error(`The sign-in goes in circles at ${at.pathname}.`);
	}

	async #fetch(url: URL, body: URLSearchParams | undefined): Promise<Response> {
		const fit = [...this.#cookies].filter(([, { path }]) => url.pathname.startsWith(path));
		const cookie = fit.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
		const response = await fetch(url, {
			redirect: 'manual',
			headers: { cookie },
			...(body && { method: 'POST', body }),
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			const path = /; *path=([^;]*)/i.exec(line)?.[1] ?? '/';
			this.#cookies.set(`${name} ${path}`, { path, value });
		}
		return response;
	}
}

function fillIn(html: string, { login = '', without = [], cancelAt }: FormAnswers): URLSearchParams {
	const { document } = parseHTML(html);
	const title = document.querySelector('h1')?.textContent ?? '';
	if (!document.querySelector('form'))
		throw new Error(`The sign-in ended at a page: ${document.documentElement.textContent}`);
	const body = new URLSearchParams({ action: title === cancelAt ? 'cancel' : 'continue' });
	for (const field of document.querySelectorAll('input')) {
		const isScope = field.getAttribute('type') === 'checkbox';
		const value = isScope ? (field.getAttribute('value') ?? '') : login;
		if (!without.includes(value)) body.append(field.getAttribute('name') ?? '', value);
	}
	return body;
}
