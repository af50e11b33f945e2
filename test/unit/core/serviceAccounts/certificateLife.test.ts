import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { generate } from 'selfsigned';
import { readCertificateLife } from '../../../../src/core/serviceAccounts/certificateLife.ts';

const certificate = async (notBefore: string, notAfter: string, keyType: 'rsa' | 'ec' = 'ec'): Promise<string> => {
	const dates = { notBeforeDate: new Date(notBefore), notAfterDate: new Date(notAfter) };
	return (await generate([{ name: 'commonName', value: 'robot' }], { ...dates, keyType, algorithm: 'sha256' })).cert;
};

const derOf = (pem: string): Uint8Array => new X509Certificate(pem).raw;
const pemOf = (der: Uint8Array): string =>
	`-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
		.toString('base64')
		.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

const node = (pem: string) => {
	const { validFrom, validTo } = new X509Certificate(pem);
	return { notBefore: Date.parse(validFrom), notAfter: Date.parse(validTo) };
};

const plain = await certificate('2025-10-09T08:07:06Z', '2026-10-09T08:07:06Z', 'rsa');

for (const [notBefore, notAfter] of [
	['1970-01-01T00:00:00Z', '2049-12-31T23:59:59Z'],
	['1950-01-01T00:00:00Z', '1999-12-31T23:59:59Z'],
	['2024-02-29T23:59:59Z', '9999-12-31T23:59:59Z'],
	['2000-01-01T00:00:00Z', '2050-01-01T00:00:00Z'],
	['2051-06-07T08:09:10Z', '2400-02-29T00:00:01Z'],
] as const) {
	test(`a certificate from ${notBefore} to ${notAfter} is read as Node reads it`, async () => {
		const pem = await certificate(notBefore, notAfter);
		assert.deepEqual(readCertificateLife(pem), {
			notBefore: Date.parse(notBefore),
			notAfter: Date.parse(notAfter),
		});
		assert.deepEqual(readCertificateLife(pem), node(pem));
	});
}

test('line ends of another system, and lines of another length, do not matter', () => {
	const expected = node(plain);
	assert.deepEqual(readCertificateLife(plain.replace(/\r?\n/g, '\r\n')), expected);
	assert.deepEqual(readCertificateLife(`\n${pemOf(derOf(plain))}\n\n`), expected);
});

/** Tag, length and contents. */
const element = (tag: number, ...contents: readonly (number | Uint8Array)[]): Uint8Array => {
	const bytes = Buffer.concat(contents.map((each) => (typeof each === 'number' ? Buffer.from([each]) : each)));
	const length = bytes.length < 0x80 ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 0xff];
	return Buffer.concat([Buffer.from([tag, ...length]), bytes]);
};
const ascii = (text: string) => Buffer.from(text, 'latin1');

const validity = (from: Uint8Array, to: Uint8Array) => element(0x30, from, to);
const version = element(0xa0, element(0x02, 2));
const utc = (text: string) => element(0x17, ascii(text));
const generalized = (text: string) => element(0x18, ascii(text));
const until = generalized('99991231235959Z');

/** The frame of a certificate, and nothing that it does not take. */
const framed = (times: Uint8Array, before: readonly Uint8Array[] = [version]) =>
	element(
		0x30,
		element(0x30, ...before, element(0x02, 1), element(0x30), element(0x30), times, element(0x30)),
		element(0x30),
		element(0x03, 0),
	);
const lifeOf = (der: Uint8Array) => readCertificateLife(pemOf(der));

test('a certificate of the first version has none in it', () => {
	const from = utc('251009080706Z');
	const expected = { notBefore: Date.UTC(2025, 9, 9, 8, 7, 6), notAfter: Date.UTC(9999, 11, 31, 23, 59, 59) };
	assert.deepEqual(lifeOf(framed(validity(from, until))), expected);
	assert.deepEqual(lifeOf(framed(validity(from, until), [])), expected);
});

for (const [what, time] of [
	['a day that its month does not have', utc('250229000000Z')],
	['a month 13', utc('251309080706Z')],
	['an hour 24', utc('251009240000Z')],
	['a second 60', utc('251009080660Z')],
	['no seconds', utc('2510090807Z')],
	['the time of another zone', utc('251009080706+0100')],
	['no zone', utc('251009080706')],
	['fractions of a second', generalized('20251009080706.5Z')],
	['four digits for the year of a UTCTime', utc('20251009080706Z')],
	['two digits for the year of a GeneralizedTime', generalized('251009080706Z')],
	['other signs in place of digits', utc('2510o9080706Z')],
	['digits and more behind', utc('251009080706Z00000')],
	['nothing', utc('')],
	['a text in place of a time', element(0x0c, ascii('251009080706Z'))],
] as const) {
	test(`a time with ${what} is none`, () => {
		assert.equal(lifeOf(framed(validity(time, until))), undefined);
		assert.equal(lifeOf(framed(validity(utc('251009080706Z'), time))), undefined);
	});
}

const good = validity(utc('251009080706Z'), until);
for (const [what, der] of [
	['one time alone', framed(element(0x30, until))],
	['three times', framed(element(0x30, until, until, until))],
	['a set in place of the validity', framed(element(0x31, until, until))],
	['two versions', framed(good, [version, version])],
	['something before the number', framed(good, [element(0x04)])],
	['bytes behind it', Buffer.concat([framed(good), Buffer.from([0])])],
	['no end', framed(good).subarray(0, -1)],
	['no signature', element(0x30, element(0x30, version, element(0x02, 1), element(0x30), element(0x30), good))],
	['the indefinite length of BER', Buffer.from([0x30, 0x80, 0, 0])],
	['a length of four bytes', Buffer.from([0x30, 0x84, 0, 0, 0, 1, 0])],
	['a length that is longer than it has to be', Buffer.concat([Buffer.from([0x30, 0x81, 0x03]), element(0x02, 1)])],
	['a length beyond the end', Buffer.from([0x30, 0x82, 0xff, 0xff, 0x30, 0])],
	['a tag of several bytes', Buffer.from([0x3f, 0x81, 0x01, 0])],
	['a tag alone', Buffer.from([0x30])],
] as const) {
	test(`what has ${what} is no certificate`, () => {
		assert.equal(lifeOf(der), undefined);
	});
}

for (const [what, pem] of [
	['nothing', ''],
	['a public key', plain.replaceAll('CERTIFICATE', 'PUBLIC KEY')],
	['the beginning alone', plain.slice(0, 200)],
	['the last line alone', '-----END CERTIFICATE-----'],
	['an empty one', '-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----'],
	['one with other signs', plain.replace(/[A-Z]{2}(?=\w)/, '!?')],
	['one that lacks a sign', plain.replace(/\w(?=\s)/, '')],
	['one in padding alone', '-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----'],
	['one after another', plain + plain],
	['one with words before it', `Here: ${plain}`],
	['one of a megabyte', plain.replace('-----\n', `-----\n${'A'.repeat(2 ** 20)}\n`)],
] as const) {
	test(`${what} is read as no certificate`, () => {
		assert.equal(readCertificateLife(pem), undefined);
	});
}

test('a time of any second from 1950 to 9999 is read as it was meant', () => {
	const second = fc.integer({ min: Date.UTC(1950) / 1000, max: Date.UTC(10_000) / 1000 - 1 });
	fc.assert(
		fc.property(second, second, (from, to) => {
			const [notBefore, notAfter] = [from * 1000, to * 1000];
			const digits = (time: number) => `${new Date(time).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
			const time = (at: number) => (at < Date.UTC(2050) ? utc(digits(at).slice(2)) : generalized(digits(at)));
			assert.deepEqual(lifeOf(framed(validity(time(notBefore), time(notAfter)))), { notBefore, notAfter });
		}),
		{ numRuns: 2_000 },
	);
});

/** Never throws, and what it takes for a time is one. */
function holds(pem: string): void {
	const life = readCertificateLife(pem);
	if (life) {
		assert.ok(!Number.isNaN(new Date(life.notBefore).getTime() + new Date(life.notAfter).getTime()));
	}
}

test('any bytes are read without harm', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => holds(pemOf(bytes))),
		{ numRuns: 5_000 },
	);
	fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), holds), { numRuns: 2_000 });
});

test('a certificate with bytes changed anywhere is read without harm, and no other time is made of it than Node makes', () => {
	const der = derOf(plain);
	const change = fc.tuple(fc.nat(der.length - 1), fc.nat(255));
	fc.assert(
		fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(der.length), (changes, length) => {
			const bytes = Uint8Array.from(der);
			for (const [at, byte] of changes) {
				bytes[at] = byte;
			}
			holds(pemOf(bytes.subarray(0, length)));
			const whole = pemOf(bytes);
			const life = readCertificateLife(whole);
			let byNode: ReturnType<typeof node> | undefined;
			try {
				byNode = node(whole);
			} catch {
				// What Node does not take at all says nothing about the times.
			}
			if (life && byNode) {
				assert.deepEqual(life, byNode);
			}
		}),
		{ numRuns: 5_000 },
	);
});
