import { jsonReply, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import type { EmulatorState, Route, RouteRequest } from '../routing.ts';
import { onlyMembers, readBodyOf } from './controlBody.ts';

/** A row for a door of the emulator's own; what `handle` throws is told as a 400. */
export function control(
	method: Route['method'],
	name: string,
	handle: (request: RouteRequest) => Reply | Promise<Reply>,
): Route {
	return {
		service: 'control',
		method,
		path: `/_emulator/${name}`,
		handle: async (request) => {
			const refusal = refuseStrangers(request);
			if (refusal !== undefined) {
				return jsonReply(403, { message: refusal });
			}
			try {
				return await handle(request);
			} catch (error) {
				return jsonReply(400, { message: error instanceof Error ? error.message : String(error) });
			}
		},
	};
}

/** A door that does something; it takes these members alone, and answers with what `act` gives back or with an empty object. */
export function controlAction(
	name: string,
	members: readonly string[],
	act: (state: EmulatorState, body: JsonObject) => unknown,
): Route {
	return control('POST', name, async ({ state, bytes }) => {
		const body = readBodyOf(bytes);
		onlyMembers(body, ...members);
		return jsonReply(200, (await act(state, body)) ?? {});
	});
}

/**
 * A page in a browser must not drive the emulator: it would send an Origin, or reach it by a name that resolves to
 * the loopback (DNS rebinding), which the Host header tells.
 */
function refuseStrangers({ message }: RouteRequest): string | undefined {
	if (message.headers.origin !== undefined) {
		return 'The control endpoints take no call from a web page.';
	}
	return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(message.headers.host ?? '')
		? undefined
		: 'The control endpoints take calls by a loopback name alone.';
}
