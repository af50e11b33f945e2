import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CredentialKind, fingerprint, readCredentials } from './credentials.ts';
import type { Body } from './http/readBody.ts';
import { isForm, readForm } from './oauth/form.ts';
import type { EmulatorState } from './routing.ts';

/** A call that arrived. No header value, no query value and no credential is kept. */
export type Call = {
	/** Counts up from 1. */
	readonly id: number;
	/** Milliseconds since 1970 by the emulator's clock. */
	readonly at: number;
	/** Host the route plays, e.g. `generativelanguage.googleapis.com`; undefined where no route took the call. */
	readonly service: string | undefined;
	readonly method: string;
	readonly path: string;
	readonly queryNames: readonly string[];
	/** As sent, in lower case. */
	readonly headerNames: readonly string[];
	readonly credentials: readonly { readonly kind: CredentialKind; readonly fingerprint: string }[];
	readonly bodyBytes: number;
	/** The body where it was JSON and holds no secret. */
	readonly body: unknown;
	/** Names of the fields where it was a form; a form may hold secrets, so no value is kept. */
	readonly formNames: readonly string[];
	/** Undefined where no status line was sent, or not yet. */
	readonly status: number | undefined;
	/** Writes of a streamed answer so far. */
	readonly chunksSent: number;
	/** The faults that took effect. */
	readonly faults: readonly string[];
	/** `open` until nothing more is done for the call. */
	readonly outcome: 'open' | 'answered' | 'closed-by-client' | 'closed-by-emulator';
};

/** The same record while the server still fills it in. */
export type OpenCall = { -readonly [Member in keyof Call]: Call[Member] };

export function openCall(
	message: IncomingMessage,
	url: URL,
	service: string | undefined,
	state: Pick<EmulatorState, 'clock' | 'ids'>,
): OpenCall {
	return {
		id: state.ids.next(),
		at: state.clock(),
		service,
		method: message.method ?? '',
		path: url.pathname,
		queryNames: [...url.searchParams.keys()],
		headerNames: Object.keys(message.headers),
		credentials: readCredentials(message, url).map(({ kind, value }) => ({ kind, fingerprint: fingerprint(value) })),
		bodyBytes: 0,
		body: undefined,
		formNames: [],
		status: undefined,
		chunksSent: 0,
		faults: [],
		outcome: 'open',
	};
}

/** Keeps the body where it is JSON and not secret, and of a form the names. */
export function noteBody(
	call: OpenCall,
	message: IncomingMessage,
	{ size, bytes = Buffer.alloc(0) }: Body,
	secret: boolean,
): void {
	call.bodyBytes = size;
	if (isForm(message.headers['content-type'])) {
		call.formNames = [...readForm({ message, bytes }).keys()];
		return;
	}
	try {
		call.body = secret || bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'));
	} catch {
		call.body = undefined;
	}
}

/** `closedByUs`: a fault or the emulator's end broke the connection, not the client. */
export function closeCall(call: OpenCall, response: ServerResponse, closedByUs: boolean): void {
	if (response.writableEnded) {
		call.outcome = 'answered';
	} else {
		call.outcome = closedByUs ? 'closed-by-emulator' : 'closed-by-client';
	}
}

/** One line for a person: no query value, so no key. */
export function describeCall(call: Call, ms: number): string {
	const query = call.queryNames.length === 0 ? '' : `?${call.queryNames.join('&')}`;
	const credential = call.credentials.map(({ kind }) => kind).join('+') || 'no-credential';
	const faults = call.faults.length === 0 ? '' : ` [fault: ${call.faults.join(', ')}]`;
	const outcome = call.outcome === 'answered' ? '' : ` ${call.outcome}`;
	return `${call.method} ${call.path}${query} ${call.status ?? '---'} ${Math.round(ms)} ms ${credential}${outcome}${faults}`;
}
