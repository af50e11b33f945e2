const services = [
	'generativelanguage',
	'aiplatform',
	'oauth2',
	'iamcredentials',
	'sts',
	'secretmanager',
	'cloudresourcemanager',
	'www',
] as const;

/** Google hosts that the door may lead away from; a setting that names another host leads none away. */
export const doorHosts = [
	'accounts.google.com',
	...services.map((service) => `${service}.googleapis.com` as const),
] as const;

export type DoorHost = (typeof doorHosts)[number];

/** Marks a host that the setting means to lead away and cannot. */
export const unusable = 'unusable';

/**
 * Origins on this machine that stand in for Google hosts; empty: the door is shut. Nothing at all is sent to an unusable
 * host: after a typing error in the setting a prompt would otherwise go to Google with the real key.
 */
export type EmulatorDoor = {
	readonly hosts: { readonly [host in DoorHost]?: string };
	/** Every origin that the setting names, of which some speak plain http: to these, and no other, that is allowed. */
	readonly origins: readonly string[];
};

/** Reads the setting. An entry that names no Google host, such as `identity provider`, leads none away and allows its origin. */
export function readEmulatorDoor(setting: unknown): EmulatorDoor {
	const hosts: { [host in DoorHost]?: string } = {};
	const origins: string[] = [];
	for (const [name, value] of Object.entries(setting ?? {})) {
		const origin = loopbackOrigin(value);
		if (isDoorHost(name)) {
			hosts[name] = origin ?? unusable;
		}
		if (origin !== undefined) {
			origins.push(origin);
		}
	}
	return { hosts, origins };
}

export const isDoorHost = (host: string): host is DoorHost => (doorHosts as readonly string[]).includes(host);

/** Judged on the parsed host name, since only a parser knows what `http://127.0.0.1@evil.example` means. */
function loopbackOrigin(value: unknown): string | undefined {
	let url: URL;
	try {
		url = new URL(String(value));
	} catch {
		return undefined;
	}
	const isLoopback = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
	// Whatever else it says, such as a path or a user, stands in the whole and not in the origin.
	const isBare = url.href === `${url.origin}/`;
	return isLoopback && isBare && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
