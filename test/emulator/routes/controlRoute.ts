import { jsonReply, type Reply } from '../http/reply.ts';
import type { Route, RouteRequest } from '../routing.ts';

/** A row for a door of the emulator's own; what `handle` throws is told as a 400. */
export function control(method: Route['method'], name: string, handle: (request: RouteRequest) => Reply): Route {
	return {
		service: 'control',
		method,
		path: `/_emulator/${name}`,
		handle: (request) => {
			const refusal = refuseStrangers(request);
			if (refusal !== undefined) {
				return jsonReply(403, { message: refusal });
			}
			try {
				return handle(request);
			} catch (error) {
				return jsonReply(400, { message: error instanceof Error ? error.message : String(error) });
			}
		},
	};
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
