import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { closeCall, describeCall, noteBody, type OpenCall, openCall } from './calls.ts';
import { decide, routeRequest } from './decide.ts';
import { namedError } from './errors/catalogue.ts';
import { streamKinds } from './faults.ts';
import { corsHeaders, googleHeaders } from './http/headers.ts';
import { readBody } from './http/readBody.ts';
import type { Reply, StreamReply } from './http/reply.ts';
import { leaving, sendStream, sendWhole } from './http/sendReply.ts';
import { planStream } from './http/streamSteps.ts';
import { routeTable } from './routes/table.ts';
import { compileRoutes, type EmulatorState, type RouteRequest } from './routing.ts';

const defaultPaceMs = 20;
const findRoute = compileRoutes(routeTable);

type Exchange = {
	readonly message: IncomingMessage;
	readonly response: ServerResponse;
	readonly url: URL;
	readonly state: EmulatorState;
	/** Aborted when the connection is gone, by whoever closed it. */
	readonly gone: AbortSignal;
	readonly call: OpenCall;
};

/** Takes one call from its first byte to its last, and keeps the record of it. Never rejects. */
export async function serveCall(
	message: IncomingMessage,
	response: ServerResponse,
	state: EmulatorState,
	surroundings: { readonly log: (line: string) => void; readonly closing: () => boolean },
): Promise<void> {
	const { log, closing } = surroundings;
	const began = performance.now();
	const url = readTarget(message.url ?? '/');
	const gone = new AbortController();
	response.on('close', () => gone.abort());
	const found = findRoute(message.method ?? '', url.pathname);
	const call = openCall(message, url, found?.route.service, state);
	const isControl = found?.route.service === 'control';
	if (!isControl) {
		state.calls.push(call);
	}
	let closedByUs = false;
	try {
		closedByUs = await answer({ message, response, url, state, gone: gone.signal, call });
	} catch (error) {
		// Leaving in the middle is the client's right; anything else is a mistake in the emulator and must show.
		if (!gone.signal.aborted && !isBrokenRead(error)) {
			closedByUs = true;
			log(`emulator broke: ${error instanceof Error ? error.stack : String(error)}`);
			response.destroy();
		}
	}
	closeCall(call, response, closedByUs || closing());
	if (!isControl) {
		log(describeCall(call, performance.now() - began));
	}
}

/** The request target as a URL: a path, or a whole URL where the client takes the emulator for a proxy. */
function readTarget(target: string): URL {
	const base = 'http://emulator.invalid';
	try {
		return new URL(target.startsWith('/') ? `${base}${target}` : target);
	} catch {
		return new URL(base);
	}
}

/** The client broke off while its body was read; this may show before the connection's own close does. */
function isBrokenRead(error: unknown): boolean {
	return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

/** True where the emulator itself cut the connection. */
async function answer(exchange: Exchange): Promise<boolean> {
	const { message, url, state, gone, call } = exchange;
	const method = message.method ?? '';
	const found = findRoute(method, url.pathname);
	const body = await readBody(message);
	noteBody(call, message, body, found?.route.secret ?? false);
	const noteFault = (what: string) => {
		call.faults = [...call.faults, what];
	};
	const delay = found?.route.service === 'control' ? undefined : state.faults.take(['delay'], method, url.pathname);
	if (delay !== undefined) {
		noteFault('delay');
		await setTimeout(delay.ms, undefined, { signal: gone });
	}
	const request = routeRequest({ message, url, state, noteFault }, found, body.bytes ?? Buffer.alloc(0));
	return perform(exchange, request, await decide(request, found, body));
}

async function perform(exchange: Exchange, request: RouteRequest, reply: Reply): Promise<boolean> {
	const { message, response, state, gone, call } = exchange;
	if (reply.kind === 'hang') {
		await leaving(gone);
		return false;
	}
	if (reply.kind === 'close') {
		response.destroy();
		return true;
	}
	call.status = reply.status;
	response.sendDate = false;
	response.setHeader('date', new Date(state.clock()).toUTCString());
	const from = reply.kind === 'stream' ? undefined : reply.from;
	const headers = {
		...(from === 'in-between' || from === 'metadata-server' ? {} : googleHeaders),
		...(from === undefined ? corsHeaders(message) : {}),
	};
	for (const [name, value] of Object.entries(headers)) {
		response.setHeader(name, value);
	}
	if (reply.kind === 'whole') {
		return sendWhole(response, reply);
	}
	return stream(exchange, request, reply);
}

async function stream(
	{ response, url, state, gone, call }: Exchange,
	request: RouteRequest,
	reply: StreamReply,
): Promise<boolean> {
	const pace = state.faults.take(['pace'], call.method, url.pathname);
	const fault = state.faults.take(streamKinds, call.method, url.pathname);
	for (const taken of [pace, fault]) {
		if (taken !== undefined) {
			request.noteFault(taken.kind);
		}
	}
	const steps = planStream(reply.frames, reply.framing, fault, (name) => namedError(name, request.blanks).rpc);
	const wrote = () => {
		call.chunksSent += 1;
	};
	await sendStream(response, reply, steps, { paceMs: pace?.ms ?? defaultPaceMs, gone, wrote });
	return steps.at(-1)?.do === 'close';
}
