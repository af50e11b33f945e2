/** Google hosts that the door may lead away from; a setting that names another host changes nothing. */
export const doorHosts = ['generativelanguage.googleapis.com'] as const;

export type DoorHost = (typeof doorHosts)[number];

/** Origins on this machine that stand in for Google hosts. Empty: the door is shut. */
export type EmulatorDoor = { readonly [host in DoorHost]?: string };

/** Reads the setting. Whatever is not a known host with a loopback origin is left out and named in `ignored`. */
export function readEmulatorDoor(setting: unknown): {
	readonly door: EmulatorDoor;
	readonly ignored: readonly string[];
} {
	const door: { [host in DoorHost]?: string } = {};
	const ignored: string[] = [];
	const entries = typeof setting === 'object' && setting !== null ? Object.entries(setting) : [];
	for (const [host, value] of entries) {
		const origin = loopbackOrigin(value);
		if (isDoorHost(host) && origin !== undefined) {
			door[host] = origin;
		} else {
			ignored.push(host);
		}
	}
	return { door, ignored };
}

/** The URL to really ask: the emulator's where the door is open for its host, else the URL itself. */
export function throughDoor(url: URL, door: EmulatorDoor): URL {
	const origin = isDoorHost(url.host) ? door[url.host] : undefined;
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
