/** Google hosts that the door may lead away from; a setting that names another host changes nothing. */
export const doorHosts = ['generativelanguage.googleapis.com'] as const;

export type DoorHost = (typeof doorHosts)[number];

/** Marks a host that the setting means to lead away and cannot. */
export const unusable = 'unusable';

/**
 * Origins on this machine that stand in for Google hosts; empty: the door is shut. Nothing at all is sent to an unusable
 * host: after a typing error in the setting a prompt would otherwise go to Google with the real key.
 */
export type EmulatorDoor = { readonly [host in DoorHost]?: string };

/** Reads the setting. Hosts that the door does not know change nothing and are passed over. */
export function readEmulatorDoor(setting: unknown): EmulatorDoor {
	const door: { [host in DoorHost]?: string } = {};
	for (const [host, value] of typeof setting === 'object' && setting !== null ? Object.entries(setting) : []) {
		if (isDoorHost(host)) {
			door[host] = loopbackOrigin(value) ?? unusable;
		}
	}
	return door;
}

/** The URL to really ask: the emulator's where the door is open for its host, else the URL itself; undefined for neither. */
export function throughDoor(url: URL, door: EmulatorDoor): URL | undefined {
	const origin = isDoorHost(url.host) ? door[url.host] : undefined;
	if (origin === unusable) {
		return undefined;
	}
	// Joined as text: resolved against the origin, a path that begins with two slashes would name another host.
	return origin === undefined ? url : new URL(`${origin}${url.pathname}${url.search}`);
}

const isDoorHost = (host: string): host is DoorHost => (doorHosts as readonly string[]).includes(host);

/** Judged on the parsed host name, since only a parser knows what `http://127.0.0.1@evil.example` means. */
function loopbackOrigin(value: unknown): string | undefined {
	let url: URL;
	try {
		url = new URL(String(value));
	} catch {
		return undefined;
	}
	const isLoopback = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
	const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
	return isLoopback && isBare && (url.protocol === 'http:' || url.protocol === 'https:') ? url.origin : undefined;
}
