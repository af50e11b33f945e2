import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type RequestOptions, request as send } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { loopbackPage } from '../../../src/core/oauth/loopbackPage.ts';
import { longestAnswer } from '../../../src/core/oauth/redirectAddress.ts';
import type { Receipt } from '../../../src/core/oauth/waitingSignIn.ts';
import { loopbackServer } from '../../../src/node/loopbackServer.ts';

/** Listens for an answer whose state is `right`, and that says no where it has an error. */
async function setUp(context: TestContext, { path = '/callback', port }: { path?: string; port?: number } = {}) {
	const received: string[] = [];
	const receive = (parameters: URLSearchParams): Receipt => {
		received.push(parameters.toString());
		return parameters.get('state') !== 'right' ? 'stray' : parameters.has('error') ? 'refused' : 'answered';
	};
	const page = (receipt: 'answered' | 'refused') => loopbackPage(receipt, 'vscode://x/return?a="b"&c=<d>', 'en');
	const listening = await loopbackServer(page).listen({ path, ...(port === undefined ? {} : { port }) }, receive);
	context.after(() => listening.dispose());
	const ask = async (target: string, options: RequestOptions = {}) => {
		const agent = { host: '127.0.0.1', port: listening.port, agent: false, path: target } as const;
		const asking = send({ ...agent, ...options });
		asking.end();
		const [response] = (await once(asking, 'response')) as [IncomingMessage];
		return { status: response.statusCode, headers: response.headers, body: await text(response) };
	};
	/** Whether nobody listens there any more. */
	const isClosed = async () => {
		const socket = connect(listening.port, '127.0.0.1');
		const error: unknown = await Promise.race([
			once(socket, 'connect').then(() => undefined),
			once(socket, 'error'),
		]).catch((thrown: unknown) => thrown);
		socket.destroy();
		return error instanceof Error || Array.isArray(error);
	};
	return { listening, received, ask, isClosed };
}

type Bed = Awaited<ReturnType<typeof setUp>>;

/** What a request brings without the server's time of day. */
const plain = ({ status, headers: { date: _, ...headers }, body }: Awaited<ReturnType<Bed['ask']>>) => ({
	status,
	headers,
	body,
});

async function assertStillWaits({ ask, isClosed }: Bed) {
	assert.equal(await isClosed(), false);
	assert.equal((await ask('/callback?state=right&code=x')).status, 200);
}

/** Sends bytes as they are; everything that comes back. */
async function raw(port: number, bytes: string): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => undefined);
	socket.write(bytes);
	const chunks: Buffer[] = [];
	socket.on('data', (chunk) => chunks.push(chunk));
	await once(socket, 'close');
	return Buffer.concat(chunks).toString();
}

describe('a request that is not the one that is waited for', () => {
	const right = '/callback?state=right&code=x';
	type Row = readonly [what: string, target: string, options?: RequestOptions];
	const rows: readonly Row[] = [
		['another path', '/?state=right&code=x'],
		['a path that begins like it', '/callback/more?state=right'],
		['a path that is written otherwise', '/Callback?state=right'],
		['a path that leads there', '/x/../callback?state=right'],
		['a path that is encoded', '/%63allback?state=right'],
		['two slashes', '//callback?state=right'],
		['no query', '/callback'],
		['the icon that browsers ask for', '/favicon.ico'],
		['a whole address', 'http://127.0.0.1/callback?state=right'],
		...['POST', 'HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'].map(
			(method): Row => [`the method ${method}`, right, { method }],
		),
		...[
			'evil.example',
			'evil.example:80',
			'127.0.0.1.evil.example',
			'localhost.evil.example',
			'xlocalhost',
			'[::1]',
			'0.0.0.0',
			'127.0.0.2',
			'127.0.0.1:80:80',
			'127.0.0.1:',
		].map((host): Row => [`the host ${JSON.stringify(host)}`, right, { headers: { host } }]),
		['a query longer than any answer', `${right}&x=${'y'.repeat(longestAnswer)}`],
		['the state of another', '/callback?state=wrong&code=x'],
		['no state', '/callback?code=x'],
		['an empty query', '/callback?'],
	];
	for (const [what, target, options = {}] of rows) {
		it(`by ${what} gets the same plain 404 as any other, and the wait goes on`, async (context) => {
			const bed = await setUp(context);
			const reply = plain(await bed.ask(target, options));
			const {
				headers: { 'transfer-encoding': framing, ...headers },
				...other
			} = plain(await bed.ask('/anything'));
			assert.equal(reply.status, 404);
			const isHead = options.method === 'HEAD';
			const whole = { ...other, headers: { ...headers, 'transfer-encoding': framing } };
			assert.deepEqual(reply, isHead ? { ...other, headers, body: '' } : whole);
			assert.equal(headers['content-type'], 'text/plain; charset=utf-8');
			await assertStillWaits(bed);
		});
	}

	it('does not come to be judged where method, path, host or length is wrong', async (context) => {
		const bed = await setUp(context);
		await bed.ask(right, { method: 'POST' });
		await bed.ask('/?state=right');
		await bed.ask(right, { headers: { host: 'evil.example' } });
		await bed.ask(`${right}&x=${'y'.repeat(longestAnswer)}`);
		assert.deepEqual(bed.received, []);
	});

	const rubbish: readonly (readonly [what: string, bytes: string])[] = [
		['no HTTP', 'hello\r\n\r\n'],
		['no host', `GET ${right} HTTP/1.1\r\n\r\n`],
		['an empty host', `GET ${right} HTTP/1.1\r\nHost: \r\n\r\n`],
		['the host of another behind ours', `GET ${right} HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1\r\n\r\n`],
		['headers without end', `GET ${right} HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`],
		['a path without end', `GET /callback?state=right&x=${'y'.repeat(100_000)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
		['the way to another host', `CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`],
		['an upgrade', `GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`],
	];
	for (const [what, bytes] of rubbish) {
		it(`but ${what} is sent away with nothing told, and the wait goes on`, async (context) => {
			const bed = await setUp(context);
			const reply = await raw(bed.listening.port, bytes);
			assert.match(reply, /^(?:HTTP\/1\.1 4\d\d [\s\S]*)?$/);
			assert.doesNotMatch(reply, /Latchkey|editor|right/i);
			await assertStillWaits(bed);
		});
	}
});

describe('the request that is waited for', () => {
	for (const host of ['127.0.0.1', 'localhost', '127.0.0.1:1234', 'localhost:65535']) {
		it(`to ${host}, which may be forwarded from another port, gets a page, and the port is closed`, async (context) => {
			const bed = await setUp(context);
			const { status, headers, body } = await bed.ask('/callback?state=right&code=4%2F0A&x=a+b', { headers: { host } });
			assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8']);
			assert.match(body, /Back to the editor/);
			assert.deepEqual(bed.received, ['state=right&code=4%2F0A&x=a+b']);
			assert.equal(await bed.isClosed(), true);
		});
	}

	it('that says no gets a page that says so', async (context) => {
		const bed = await setUp(context);
		const { status, body } = await bed.ask('/callback?state=right&error=access_denied');
		assert.equal(status, 200);
		assert.match(body, /Nothing was signed in/);
		assert.equal(await bed.isClosed(), true);
	});

	it('is taken once: on a connection that was there before, a second one does not get through', async (context) => {
		const bed = await setUp(context);
		const socket = connect(bed.listening.port, '127.0.0.1');
		await once(socket, 'connect');
		assert.equal((await bed.ask('/callback?state=right&code=x')).status, 200);
		socket.on('error', () => undefined);
		socket.write('GET /callback?state=right&code=y HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
		const chunks: Buffer[] = [];
		socket.on('data', (chunk) => chunks.push(chunk));
		await once(socket, 'close');
		assert.deepEqual(bed.received, ['state=right&code=x']);
		assert.doesNotMatch(Buffer.concat(chunks).toString(), / 200 /);
	});

	it('is taken once: a second one right behind it is not answered', async (context) => {
		const bed = await setUp(context);
		const request = (code: string) => `GET /callback?state=right&code=${code} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
		const reply = await raw(bed.listening.port, request('x') + request('y'));
		assert.equal(reply.match(/HTTP\/1\.1 200/g)?.length, 1);
		assert.deepEqual(bed.received, ['state=right&code=x']);
	});

	it('may come to the root, where the address was registered without a path', async (context) => {
		for (const path of ['', '/']) {
			const bed = await setUp(context, { path });
			assert.equal((await bed.ask('/?state=right&code=x')).status, 200);
		}
	});

	it('may come to a port that was registered', async (context) => {
		const first = await setUp(context);
		first.listening.dispose();
		const bed = await setUp(context, { port: first.listening.port });
		assert.equal(bed.listening.port, first.listening.port);
		await assertStillWaits(bed);
	});
});

describe('the page', () => {
	for (const [what, target] of [
		['of an answer', '/callback?state=right&code=x'],
		['of a refusal', '/callback?state=right&error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E'],
	] as const) {
		it(`${what} has no script, may load nothing, and is not kept`, async (context) => {
			const { headers, body } = await (await setUp(context)).ask(target);
			assert.deepEqual(
				[
					headers['content-security-policy'],
					headers['referrer-policy'],
					headers['x-content-type-options'],
					headers['cache-control'],
					headers['connection'],
				],
				[
					"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
					'no-referrer',
					'nosniff',
					'no-store',
					'close',
				],
			);
			assert.doesNotMatch(body, /<script|javascript:|\son\w+=|src=|http-equiv|<link|@import|url\(/i);
			assert.doesNotMatch(body, /alert|access_denied|state|right/);
			assert.match(body, /href="vscode:\/\/x\/return\?a=&quot;b&quot;&amp;c=&lt;d&gt;"/);
			assert.match(body, /<html lang="en">/);
		});
	}

	it('is without a link where there is nothing to return to', () => {
		assert.doesNotMatch(loopbackPage('answered', undefined, 'en'), /<a /);
	});

	it('has the language it is told, whatever that holds', () => {
		assert.match(loopbackPage('answered', undefined, 'de"><script>'), /<html lang="de&quot;&gt;&lt;script&gt;">/);
	});
});

describe('the port', () => {
	const others = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ address }) => address !== '127.0.0.1' && !address.startsWith('fe80'))
		.map(({ address }) => address);
	// On Linux the whole of 127.0.0.0/8 is this machine.
	const addresses = process.platform === 'linux' ? [...others, '127.0.0.2'] : others;

	it('is open on 127.0.0.1 and on no other address of this machine', async (context) => {
		const { listening } = await setUp(context);
		for (const host of addresses) {
			const socket = connect({ host, port: listening.port });
			await assert.rejects(
				once(socket, 'connect'),
				(error: NodeJS.ErrnoException) => /^E/.test(error.code ?? ''),
				host,
			);
			socket.destroy();
		}
	});

	it('is another for each sign-in', async (context) => {
		const [one, other] = [await setUp(context), await setUp(context)];
		assert.notEqual(one.listening.port, other.listening.port);
		await assertStillWaits(one);
		await assertStillWaits(other);
	});

	it('that is taken is said to be taken', async (context) => {
		const { listening } = await setUp(context);
		await assert.rejects(
			loopbackServer(() => '').listen({ port: listening.port, path: '/' }, () => 'stray'),
			(error: NodeJS.ErrnoException) => error.code === 'EADDRINUSE',
		);
	});

	it('is closed when the sign-in is over without an answer', async (context) => {
		const bed = await setUp(context);
		bed.listening.dispose();
		assert.equal(await bed.isClosed(), true);
		bed.listening.dispose();
	});
});
