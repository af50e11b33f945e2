import assert from 'node:assert/strict';
import type { IncomingMessage, RequestListener } from 'node:http';
import { test } from 'node:test';
import { generate } from 'selfsigned';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { Credential, HttpRequest } from '../../../src/core/ports.ts';
import { TransportFault, type TransportFaultKind } from '../../../src/core/transportFault.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { systemClock } from '../../../src/net/platform.ts';
import { localServer, localTlsServer } from '../../fakes/localServer.ts';
import { ManualClock } from '../../fakes/manualClock.ts';

const host = 'generativelanguage.googleapis.com';
const request: HttpRequest = {
	method: 'POST',
	url: `https://${host}/v1beta/x?alt=sse`,
	headers: { a: 'b' },
	body: '{}',
};
const credential: Credential = { header: 'x-goog-api-key', value: 'the-key', allowedHosts: [host] };
const open = () => ({ credential, signal: new AbortController().signal });

const transportTo = (origin: string, clock = systemClock) =>
	new FetchTransport({ emulatorDoor: () => readEmulatorDoor({ [host]: origin }), silenceLimit: () => 60_000 }, clock);

const isFault = (kind: TransportFaultKind, code?: RegExp) => (error: unknown) => {
	assert.ok(error instanceof TransportFault);
	assert.equal(error.kind, kind);
	assert.equal(error.host, host);
	assert.match(error.code, code ?? /.*/);
	return true;
};

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
	let text = '';
	for await (const chunk of body) {
		text += new TextDecoder().decode(chunk);
	}
	return text;
}

async function selfSigned(): Promise<{ key: string; cert: string }> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
	return { key, cert };
}

/** A listener that starts to answer and then leaves the rest to the test. */
const begin =
	(then: (response: Parameters<RequestListener>[1]) => void): RequestListener =>
	(_, response) => {
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.write('data: 1\n\n', () => then(response));
	};

test('a request arrives as it was made, with the key in its header alone', async () => {
	let seen: IncomingMessage | undefined;
	await using server = await localServer((incoming, response) => {
		seen = incoming;
		response.writeHead(429, { 'X-Name': 'value' }).end('busy');
	});
	const response = await transportTo(server.origin).send(request, open());
	assert.equal(response.status, 429);
	assert.equal(response.headers['x-name'], 'value');
	assert.equal(await textOf(response.body), 'busy');
	assert.equal(seen?.url, '/v1beta/x?alt=sse');
	assert.equal(seen?.headers['x-goog-api-key'], 'the-key');
	assert.equal(seen?.headers['a'], 'b');
	assert.equal(seen?.headers['authorization'], undefined);
});

test('a credential does not go to a host that is not on its list', async () => {
	let calls = 0;
	await using server = await localServer((_, response) => {
		calls++;
		response.end();
	});
	const transport = transportTo(server.origin);
	for (const url of [`https://evil.example/`, `https://${host}.evil.example/`, `https://${host}:8443/`]) {
		await assert.rejects(transport.send({ ...request, url }, open()), (error) => {
			assert.ok(error instanceof TransportFault);
			return error.kind === 'host-not-allowed';
		});
	}
	assert.equal(calls, 0);
});

test('plain http is refused without the emulator door', async () => {
	await using server = await localServer((_, response) => response.end());
	const transport = new FetchTransport(
		{ emulatorDoor: () => readEmulatorDoor({}), silenceLimit: () => 60_000 },
		systemClock,
	);
	await assert.rejects(
		transport.send({ ...request, url: `${server.origin}/` }, { signal: new AbortController().signal }),
		(error) => error instanceof TransportFault && error.kind === 'host-not-allowed',
	);
});

test('while the emulator setting is unusable nothing is sent to the host it names', async () => {
	await assert.rejects(
		transportTo('unusable').send(request, open()),
		isFault('host-not-allowed', /^latchkey\.emulator$/),
	);
});

test('a redirect is not followed, so the key goes nowhere else', async () => {
	let stolen = false;
	await using other = await localServer((_, response) => {
		stolen = true;
		response.end();
	});
	await using server = await localServer((_, response) => response.writeHead(307, { location: other.origin }).end());
	await assert.rejects(transportTo(server.origin).send(request, open()), isFault('redirected', /^HTTP 307$/));
	assert.equal(stolen, false);
});

test('a refused connection is unreachable, with its code', async () => {
	const server = await localServer(() => undefined);
	await server[Symbol.asyncDispose]();
	await assert.rejects(
		transportTo(server.origin).send(request, open()),
		isFault('unreachable', /^ECONNREFUSED 127\.0\.0\.1 port \d+$/),
	);
});

test('a connection closed before the headers is unreachable', async () => {
	await using server = await localServer((incoming) => incoming.socket.destroy());
	await assert.rejects(transportTo(server.origin).send(request, open()), isFault('unreachable', /SOCKET|ECONNRESET/));
});

test('a connection cut in the middle gives what came and then the fault', async () => {
	await using server = await localServer(begin((response) => response.destroy()));
	const { body } = await transportTo(server.origin).send(request, open());
	let text = '';
	await assert.rejects(async () => {
		for await (const chunk of body) {
			text += new TextDecoder().decode(chunk);
		}
	}, isFault('unreachable'));
	assert.equal(text, 'data: 1\n\n');
});

test('a server that never answers times out', async () => {
	const clock = new ManualClock();
	await using server = await localServer(() => clock.advance(60_000));
	await assert.rejects(transportTo(server.origin, clock).send(request, open()), isFault('timeout'));
	assert.equal(clock.waiting, 0);
});

test('a server that falls silent in the middle times out, and each piece starts the limit anew', async () => {
	const clock = new ManualClock();
	await using server = await localServer(
		begin((response) => {
			clock.advance(59_000);
			response.write('data: 2\n\n');
		}),
	);
	const { body } = await transportTo(server.origin, clock).send(request, open());
	let text = '';
	await assert.rejects(async () => {
		for await (const chunk of body) {
			text += new TextDecoder().decode(chunk);
			if (text.includes('2')) {
				// The next read waits for a server that says nothing more.
				setImmediate(() => clock.advance(60_000));
			}
		}
	}, isFault('timeout'));
	assert.equal(text, 'data: 1\n\ndata: 2\n\n');
	assert.equal(clock.waiting, 0);
});

test('time the reader takes for itself does not count as silence', async () => {
	const clock = new ManualClock();
	await using server = await localServer(begin((response) => response.end()));
	const { body } = await transportTo(server.origin, clock).send(request, open());
	for await (const _ of body) {
		clock.advance(1_000_000);
	}
});

test('an abort cancels before the answer and within it', async () => {
	const early = new AbortController();
	await using mute = await localServer(() => early.abort());
	await assert.rejects(
		transportTo(mute.origin).send(request, { credential, signal: early.signal }),
		isFault('cancelled'),
	);
	const late = new AbortController();
	await using server = await localServer(begin(() => undefined));
	const { body } = await transportTo(server.origin).send(request, { credential, signal: late.signal });
	await assert.rejects(async () => {
		for await (const _ of body) {
			late.abort();
		}
	}, isFault('cancelled'));
});

test('whoever stops reading early closes the connection', async () => {
	const closed = Promise.withResolvers<void>();
	await using server = await localServer(begin((response) => response.on('close', () => closed.resolve())));
	const { body } = await transportTo(server.origin).send(request, open());
	for await (const _ of body) {
		break;
	}
	await closed.promise;
});

test('a proxy that wants a password is told apart', async () => {
	await using server = await localServer((_, response) => response.writeHead(407).end('<html>Proxy</html>'));
	await assert.rejects(transportTo(server.origin).send(request, open()), isFault('proxy-refused', /^HTTP 407$/));
});

test('a certificate that nobody vouches for is a TLS fault', async () => {
	await using server = await localTlsServer(await selfSigned(), (_, response) => response.end());
	await assert.rejects(transportTo(server.origin).send(request, open()), isFault('tls', /CERT/));
});

test('a server that speaks no TLS is a TLS fault', async () => {
	await using server = await localServer((_, response) => response.end());
	const origin = server.origin.replace('http:', 'https:');
	await assert.rejects(transportTo(origin).send(request, open()), isFault('tls', /SSL/));
});
