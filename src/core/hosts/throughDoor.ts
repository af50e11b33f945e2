import { type EmulatorDoor, isDoorHost, unusable } from './emulatorDoor.ts';

/**
 * The URL to really ask: the emulator's where the door is open for its host, else the URL itself; undefined for neither. Plain http goes
 * only to an origin that the door names.
 */
export function throughDoor(url: URL, { hosts, origins }: EmulatorDoor): URL | undefined {
	const host = doorOf(url.host);
	const origin = url.protocol === 'https:' && isDoorHost(host) ? hosts[host] : undefined;
	if (origin === unusable) {
		return undefined;
	}
	// Joined as text: resolved against the origin, a path that begins with two slashes would name another host.
	const target = origin === undefined ? url : new URL(`${origin}${url.pathname}${url.search}`);
	return target.protocol === 'https:' || origins.includes(target.origin) ? target : undefined;
}

/**
 * A regional endpoint goes by the door of the global one: `secretmanager.europe-west3.rep.googleapis.com`,
 * `europe-west3-aiplatform.googleapis.com`.
 */
export const doorOf = (host: string): string =>
	host.replace(/^(?:(secretmanager|aiplatform)\.[\w-]+\.rep|[\w-]+-(aiplatform))(?=\.googleapis\.com$)/, '$1$2');
