import { isRecord, type JsonRecord } from '../../core/errors/googleError.ts';
import { parseJson } from '../../core/parseJson.ts';

/** What stands in an answer of a token endpoint beside what the library is to read. */
export type TokenAnswer = {
	/** The answer for the library. */
	readonly body: string;
	/** Who signed in, by the ID token; undefined where there is none that says. */
	readonly account?: string;
};

/** No server's name for an account is longer; in UTF-16 units. */
const longestAccount = 200;

/**
 * Prepares an answer (RFC 6749, section 5.1) for the library. Servers send `null` for what they have not; and of the ID token only the name of
 * the account is wanted, as a label, so that neither its signature nor a clock that is wrong may cost a refresh token that came with it.
 */
export function tokenAnswer(body: string, clientId: string): TokenAnswer {
	const json = parseJson(body);
	if (!isRecord(json)) {
		return { body };
	}
	const { id_token, ...rest } = json;
	const account = typeof id_token === 'string' ? accountOf(id_token, clientId) : undefined;
	const wanted = Object.entries(rest).filter(([name, value]) => value !== null && isUsable(name, value));
	const cleaned = { token_type: 'Bearer', ...Object.fromEntries(wanted) };
	return { body: JSON.stringify(cleaned), ...(account ? { account } : {}) };
}

/** What is not essential and of another kind than it should be is left out. */
function isUsable(name: string, value: unknown): boolean {
	switch (name) {
		case 'expires_in':
			return Number.isFinite(Number.parseFloat(String(value))) && Number.parseFloat(String(value)) >= 0;
		case 'refresh_token':
		case 'scope':
			return typeof value === 'string' && value !== '';
		default:
			return true;
	}
}

/** The mail address, else another name, in an ID token for this client (OpenID Connect Core, section 5.1). */
function accountOf(idToken: string, clientId: string): string | undefined {
	const claims = claimsOf(idToken);
	const audience = claims?.['aud'];
	if (!claims || (audience !== clientId && !(Array.isArray(audience) && audience.includes(clientId)))) {
		return undefined;
	}
	const { email, preferred_username, name, sub } = claims;
	const named = [email, preferred_username, name, sub].find((each) => typeof each === 'string' && each !== '');
	return typeof named === 'string' ? named.slice(0, longestAccount) : undefined;
}

function claimsOf(jwt: string): JsonRecord | undefined {
	const payload = jwt.split('.')[1] ?? '';
	try {
		const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
			each.charCodeAt(0),
		);
		const claims = parseJson(new TextDecoder().decode(bytes));
		return isRecord(claims) ? claims : undefined;
	} catch {
		return undefined;
	}
}
