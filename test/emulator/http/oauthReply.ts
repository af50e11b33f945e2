import type { OAuthRefusal } from '../errors/oauthErrors.ts';
import type { Reply } from './reply.ts';

/** Nobody may keep what a token endpoint says (RFC 6749, section 5.1); Google adds a date in the past. */
const notToBeKept = {
	'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
	pragma: 'no-cache',
	expires: 'Mon, 01 Jan 1990 00:00:00 GMT',
} as const;

/** Two servers stand behind the endpoints: what is signed by a machine is answered in one line, what a person did pretty. */
export function oauthReply({ grant, status, ...body }: OAuthRefusal): Reply {
	const isOneLine = grant === 'assertion' || grant === 'exchange';
	return answer(status, isOneLine ? JSON.stringify(body) : JSON.stringify(body, undefined, 2));
}

/** What a person's token endpoints say when they do not refuse, or refuse in words of their own. */
export const oauthAnswer = (status: number, body: object): Reply => answer(status, JSON.stringify(body, undefined, 2));

/** What a machine's token endpoints say when they do not refuse. */
export const machineAnswer = (status: number, body: object): Reply => answer(status, JSON.stringify(body));

/** Angle brackets and quotes stay as they are here; it is the API's own JSON that escapes them. */
function answer(status: number, body: string): Reply {
	return {
		kind: 'whole',
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', ...notToBeKept },
		body,
	};
}
