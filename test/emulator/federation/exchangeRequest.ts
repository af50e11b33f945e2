import { parseJsonBody } from '../gemini/parseJsonBody.ts';
import { header } from '../http/headers.ts';
import { isObject } from '../json.ts';
import { isForm, readForm } from '../oauth/form.ts';
import { repeatedName } from '../oauth/repeatedName.ts';
import { TokenRefused } from '../oauth/tokenRefused.ts';
import type { RouteRequest } from '../routing.ts';

const names = [
	'grant_type',
	'audience',
	'scope',
	'requested_token_type',
	'subject_token',
	'subject_token_type',
] as const;

/** What the Security Token Service is asked (RFC 8693, section 2.1). A member is empty where it was not sent. */
export type ExchangeRequest = Readonly<Record<(typeof names)[number], string>>;

/** A form as in the RFC, or JSON with the same names, in snake_case or in camelCase, as in Google's reference. */
export function readExchangeRequest(request: RouteRequest): ExchangeRequest {
	if (isForm(header(request.message, 'content-type'))) {
		const form = readForm(request);
		const repeated = repeatedName(form);
		if (repeated !== undefined) {
			throw new TokenRefused('exchange-invalid', `Parameters can only have a single value: ${repeated}`);
		}
		return read((name) => form.get(name));
	}
	const body = parseJsonBody(request.bytes);
	if (!isObject(body)) {
		throw new TokenRefused('exchange-invalid');
	}
	return read((name) => body[name] ?? body[camelCase(name)]);
}

function read(value: (name: string) => unknown): ExchangeRequest {
	const members = names.map((name) => {
		const given = value(name) ?? '';
		return [name, typeof given === 'string' ? given : ''] as const;
	});
	return Object.fromEntries(members) as ExchangeRequest;
}

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
