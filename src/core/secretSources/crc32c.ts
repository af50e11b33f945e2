/** The polynomial of Castagnoli (RFC 3720, appendix B.4), bits reversed. */
const polynomial = 0x82f63b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit++) {
		rest = rest & 1 ? (rest >>> 1) ^ polynomial : rest >>> 1;
	}
	return rest;
});

/** CRC32C, the checksum of Secret Manager. (The packages of npm are native code or larger than this table.) */
export function crc32c(bytes: Uint8Array): number {
	let rest = 0xffffffff;
	for (const byte of bytes) {
		rest = (rest >>> 8) ^ (table[(rest ^ byte) & 0xff] ?? 0);
	}
	return (rest ^ 0xffffffff) >>> 0;
}
