/**
 * The hosts a link of an answer may lead to. An answer is written by a model from whatever it was given to read, so any
 * other address in it may be an attacker's: one click would carry away what stands in the address. Those are shown as text,
 * to be read before they are opened. These hosts are Google's own; what they show is Google's.
 */
const knownHosts: ReadonlySet<string> = new Set([
	'ai.google.dev',
	'aistudio.google.com',
	'cloud.google.com',
	'docs.cloud.google.com',
	'console.cloud.google.com',
	'console.developers.google.com',
	'support.google.com',
	'developers.google.com',
]);

/** The address as a browser reads it where it leads to a known host by `https`, on its own port and as nobody in particular. */
export function knownAddress(address: string): URL | undefined {
	const url = URL.parse(address);
	return url?.protocol === 'https:' &&
		knownHosts.has(url.hostname) &&
		url.port === '' &&
		url.username === '' &&
		url.password === ''
		? url
		: undefined;
}
