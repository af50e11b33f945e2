import { type OAuthErrorName, type OAuthRefusal, oauthErrors } from '../errors/oauthErrors.ts';

/** A refusal of the token endpoint on its way to the client. `description` in place of the row's, where it names what was sent. */
export class TokenRefused extends Error {
	readonly refusal: OAuthRefusal;

	constructor(name: OAuthErrorName, description?: string) {
		super(name);
		this.name = 'TokenRefused';
		this.refusal = { ...oauthErrors[name], ...(description === undefined ? {} : { error_description: description }) };
	}
}

export function requiredField(form: URLSearchParams, name: string): string {
	const value = form.get(name);
	if (value === null || value === '') {
		throw new TokenRefused('parameter-missing', `Missing required parameter: ${name}`);
	}
	return value;
}
