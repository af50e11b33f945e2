import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c } from '../../../../src/core/secretSources/crc32c.ts';

/** RFC 3720, appendix B.4, whose bytes are in the order of the wire; and the check value of the catalogue of CRCs. */
const vectors: readonly (readonly [what: string, bytes: Uint8Array, checksum: number])[] = [
	['nothing', new Uint8Array(), 0],
	['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
	['32 zeros', new Uint8Array(32), 0x8a9136aa],
	['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
	['0 to 31', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
	['31 to 0', Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
];
for (const [what, bytes, checksum] of vectors) {
	test(`the checksum of ${what}`, () => {
		assert.equal(crc32c(bytes), checksum);
	});
}
