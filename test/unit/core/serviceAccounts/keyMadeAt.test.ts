import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { generate } from 'selfsigned';
import { keyMadeAt } from '../../../../src/core/serviceAccounts/keyMadeAt.ts';
import { TransportFault } from '../../../../src/core/transportFault.ts';
import { type Script, ScriptedTransport } from '../../../fakes/scriptedTransport.ts';
import { answerOf } from '../profileSupport.ts';

const email = 'robot@my-project.iam.gserviceaccount.com';
const keyId = '0123456789abcdef0123456789abcdef01234567';
const madeAt = Date.UTC(2025, 9, 9, 8, 7, 6);
const { signal } = new AbortController();

const certificate = async (notAfter: string): Promise<string> => {
	const dates = { notBeforeDate: new Date(madeAt), notAfterDate: new Date(notAfter) };
	return (await generate([{ name: 'commonName', value: 'robot' }], { ...dates, keyType: 'ec', algorithm: 'sha256' }))
		.cert;
};
let endless: string;
let ending: string;
before(async () => {
	[endless, ending] = await Promise.all([certificate('9999-12-31T23:59:59Z'), certificate('2026-01-07T08:07:06Z')]);
});

const json = (body: unknown): Script => ({ chunks: [JSON.stringify(body)] });

async function asked(script: Script, { of = email, key = keyId } = {}) {
	const transport = new ScriptedTransport(script);
	return { outcome: await keyMadeAt({ transport }, of, key, signal), sent: transport.sent };
}
const ageBy = (script: Script, key = keyId) => answerOf(asked(script, { key }).then(({ outcome }) => outcome));
const kindBy = async (script: Script) => (await asked(script)).outcome.kind;

test('the list of the account is asked for at Google, without a credential, and nowhere else', async () => {
	const { sent } = await asked(json({}));
	assert.deepEqual(
		sent.map(({ request, options }) => [request.method, request.url, options.onlyTo, options.credential]),
		[
			[
				'GET',
				'https://www.googleapis.com/robot/v1/metadata/x509/robot%40my-project.iam.gserviceaccount.com',
				['www.googleapis.com'],
				undefined,
			],
		],
	);
	assert.ok(!Object.keys(sent[0]?.request.headers ?? {}).some((name) => /auth|key|token/i.test(name)));
});

test('a key was made when its certificate begins to hold', async () => {
	assert.deepEqual(await ageBy(json({ other: ending, [keyId]: endless })), { kind: 'known', madeAt });
});

test('where its certificate ends, so does the key', async () => {
	const endsAt = Date.UTC(2026, 0, 7, 8, 7, 6);
	assert.deepEqual(await ageBy(json({ [keyId]: ending })), { kind: 'known', madeAt, endsAt });
});

test('a key that is not in the list was deleted or disabled', async () => {
	assert.deepEqual(await ageBy(json({ other: endless })), { kind: 'not-listed' });
	assert.deepEqual(await ageBy(json({})), { kind: 'not-listed' });
	assert.deepEqual(await ageBy(json({}), 'constructor'), { kind: 'not-listed' });
	assert.deepEqual(await ageBy({ chunks: ['{}'] }, '__proto__'), { kind: 'not-listed' });
});

test('an account that Google does not know is no failure', async () => {
	const message = `Not found; Gaia id not found for email ${email}`;
	for (const word of [{ status: 'NOT_FOUND' }, { errors: [{ message, domain: 'global', reason: 'notFound' }] }]) {
		const body = JSON.stringify({ error: { code: 404, message, ...word } });
		assert.deepEqual(await ageBy({ status: 404, chunks: [body] }), { kind: 'account-unknown' });
	}
});

for (const name of ['', 'ada@example.com', '..', '../../evil', 'robot@x.gserviceaccount.com.evil.example', '\ud800']) {
	test(`${JSON.stringify(name)} is no address of an account, so nothing is asked`, async () => {
		const { outcome, sent } = await asked(json({}), { of: name });
		assert.deepEqual(outcome, { kind: 'answered', value: { kind: 'account-unknown' } });
		assert.equal(sent.length, 0);
	});
}

test('whatever else comes tells nothing about the key', async () => {
	const page = '<html><title>Error 404 (Not Found)!!1</title></html>';
	const answers: readonly Script[] = [
		{ status: 404, type: 'text/html', chunks: [page] },
		{ status: 404, chunks: [] },
		{ status: 404, chunks: ['{"error":"not found"}'] },
		{ status: 500, chunks: [JSON.stringify({ error: { code: 500, message: 'x', status: 'INTERNAL' } })] },
		{ type: 'text/html', chunks: [page] },
		{ chunks: [] },
		json(null),
		json([endless]),
		json({ [keyId]: 5 }),
		json({ [keyId]: endless, other: {} }),
		json({ [keyId]: '' }),
		json({ [keyId]: endless.slice(0, 300) }),
		json({ [keyId]: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' }),
		{ chunks: [JSON.stringify({ [keyId]: endless }).slice(0, -1)] },
		new TransportFault('unreachable', 'www.googleapis.com', 'ECONNREFUSED'),
		{ chunks: ['{', new TransportFault('unreachable', 'www.googleapis.com', 'ECONNRESET')] },
	];
	for (const answer of answers) {
		assert.equal(await kindBy(answer), 'failed', JSON.stringify(answer));
	}
});

test('a list without end is read no further than any list is long', async () => {
	let read = 0;
	const chunk = `"${'a'.repeat(64 * 1024)}":"",`;
	const transport = {
		send: async () => ({
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: (async function* () {
				yield new TextEncoder().encode('{');
				for (; read < 1_000; read++) {
					yield new TextEncoder().encode(chunk);
				}
			})(),
		}),
	};
	assert.equal((await keyMadeAt({ transport }, email, keyId, signal)).kind, 'failed');
	assert.ok(read < 10);
});

test('called off, it is neither known nor failed', async () => {
	const aborting = new AbortController();
	aborting.abort();
	const transport = new ScriptedTransport(json({ [keyId]: endless }));
	assert.deepEqual(await keyMadeAt({ transport }, email, keyId, aborting.signal), { kind: 'cancelled' });
	assert.equal(transport.sent.length, 0);
});
