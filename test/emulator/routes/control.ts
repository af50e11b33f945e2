import { isKeyState, keyStates } from '../apiKeys.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { isObject } from '../json.ts';
import { parseFault } from '../parseFault.ts';
import type { Route, RouteRequest } from '../routing.ts';

/** The doors for tests that run in another process. They are no part of Google. */
export const controlRoutes: readonly Route[] = [
	control('POST', 'faults', ({ state, bytes }) => {
		state.faults.add(parseFault(JSON.parse(bytes.toString('utf8'))));
		return jsonReply(200, {});
	}),
	control('DELETE', 'faults', ({ state }) => {
		state.faults.clear();
		return jsonReply(200, {});
	}),
	control('GET', 'calls', ({ state }) => jsonReply(200, { calls: state.calls })),
	control('DELETE', 'calls', ({ state }) => {
		state.calls.length = 0;
		return jsonReply(200, {});
	}),
	control('POST', 'keys', ({ state, bytes }) => {
		const body: unknown = JSON.parse(bytes.toString('utf8'));
		if (!isObject(body) || typeof body['key'] !== 'string' || body['key'] === '' || !isKeyState(body['state'])) {
			throw new TypeError(`Give {"key": …, "state": one of ${Object.keys(keyStates).join(', ')}}.`);
		}
		state.keys.set(body['key'], body['state']);
		return jsonReply(200, {});
	}),
];

function control(method: Route['method'], name: string, handle: (request: RouteRequest) => Reply): Route {
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
