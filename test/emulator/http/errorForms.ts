import { STATUS_CODES } from 'node:http';
import type { RpcStatus } from '../errors/rpcError.ts';
import { lineJson, prettyJson } from '../json.ts';
import { jsonType, type Reply } from './reply.ts';

type Form = {
	readonly type: string;
	readonly body: (error: RpcStatus) => string;
	/** The connection ends in the middle of the body. */
	readonly breaks?: true;
};

const textType = 'text/plain; charset=utf-8';

/** What google/genai for JavaScript makes of an error whose content type is not JSON, and relays then pass on. */
const wrapped = (body: string, { code }: RpcStatus): string =>
	JSON.stringify({ error: { message: body, code, status: STATUS_CODES[code] ?? '' } });

const plain = (error: RpcStatus): string => `${prettyJson({ error })}\n`;

/** Older servers of Google name each error a second time, in the manner of their first APIs. */
const legacyReasons: Readonly<Record<number, string>> = {
	400: 'badRequest',
	401: 'authError',
	403: 'forbidden',
	404: 'notFound',
	409: 'conflict',
	429: 'rateLimitExceeded',
	500: 'backendError',
	501: 'notImplemented',
	503: 'backendError',
};

function withLegacy({ code, message, ...rest }: RpcStatus): object {
	return {
		code,
		message,
		errors: [{ message, domain: 'global', reason: legacyReasons[code] ?? 'backendError' }],
		...rest,
	};
}

/** The forms in which one and the same error has been seen on its way: the parts are Google's, the wrapping is not always. */
export const errorForms = {
	/** What Vertex AI and the OpenAI-compatible endpoint answer: an array of one, with the legacy list. */
	array: { type: jsonType, body: (error) => `[${prettyJson({ error: withLegacy(error) })}\n]\n` },
	'in-string': { type: jsonType, body: (error) => wrapped(plain(error), error) },
	'in-string-twice': { type: jsonType, body: (error) => wrapped(wrapped(plain(error), error), error) },
	'in-event': { type: 'text/event-stream', body: (error) => `data: ${lineJson({ error })}\r\n\r\n` },
	/** A tool's words before it. */
	'in-text': {
		type: textType,
		body: (error) => `got status: ${error.code} ${STATUS_CODES[error.code] ?? ''}. ${lineJson({ error })}`,
	},
	/** A relay that keeps only the beginning: the end of the document is missing, and the connection is sound. */
	cut: { type: jsonType, body: (error) => plain(error).slice(0, Math.ceil(plain(error).length * 0.8)) },
	'broken-off': { type: jsonType, body: plain, breaks: true },
} as const satisfies Record<string, Form>;

export type ErrorForm = keyof typeof errorForms;

export function isErrorForm(name: unknown): name is ErrorForm {
	return typeof name === 'string' && Object.hasOwn(errorForms, name);
}

export function formedErrorReply(error: RpcStatus, form: ErrorForm): Reply {
	const { type, body: write, breaks }: Form = errorForms[form];
	const body = write(error);
	return {
		kind: 'whole',
		status: error.code,
		headers: { 'content-type': type },
		body,
		...(breaks ? { breaksAt: Math.ceil(body.length / 2) } : {}),
	};
}
