import { isKeyState, keyStates } from '../apiKeys.ts';
import { jsonReply } from '../http/reply.ts';
import { isObject } from '../json.ts';
import { parseFault } from '../parseFault.ts';
import type { Route } from '../routing.ts';
import { control } from './controlRoute.ts';

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
