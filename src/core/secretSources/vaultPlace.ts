/** In UTF-16 units. */
const longest = 1_000;

/**
 * An address of Vault as it is kept: `https://host[:port][/path]`, without a slash at its end; undefined where the text is
 * none. Plain http is for this machine alone, and the transport lets it go only where the emulator door says so.
 */
export function vaultAddressOf(text: string): string | undefined {
	let url: URL;
	try {
		url = new URL(text.trim());
	} catch {
		return undefined;
	}
	const isHere = url.hostname === '127.0.0.1' || url.hostname === '[::1]';
	const isPlain = !url.username && !url.password && !url.search && !url.hash;
	const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && isHere);
	return isAllowed && isPlain && text.length <= longest ? (url.origin + url.pathname).replace(/\/+$/, '') : undefined;
}

/** A mount, a path or a namespace. A part of dots would lead elsewhere once it stands in an address. */
export const isVaultPath = (text: unknown): text is string =>
	typeof text === 'string' &&
	text.length <= longest &&
	!/\p{Cc}/u.test(text) &&
	text.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

export const isVaultKey = (text: string): boolean => text.length > 0 && text.length <= longest;

export const isVersion = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
