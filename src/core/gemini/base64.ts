/** A multiple of three, so that pieces put together are the whole; as many arguments as a call takes. */
const piece = 0x6000;

/** Bytes as Base64 without line ends (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; at += piece) {
		pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + piece))));
	}
	return pieces.join('');
}

/** How many bytes a Base64 text stands for. */
export const bytesOfBase64 = (text: string): number =>
	(text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
