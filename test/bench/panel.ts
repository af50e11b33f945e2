import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiKeyCredential } from '../../src/core/credentials/apiKey.ts';
import { ModelLists } from '../../src/core/gemini/modelLists.ts';
import { answered } from '../../src/core/outcome.ts';
import { emptyFields } from '../../src/core/panel/draftFields.ts';
import { RequestSession } from '../../src/core/panel/requestSession.ts';
import { FetchTransport } from '../../src/net/fetchTransport.ts';
import { systemClock, systemRandom } from '../../src/net/platform.ts';
import { aProfile } from '../unit/core/aProfile.ts';
import { figuresOf } from './figures.ts';

const rounds = 400;
const warmUp = 30;

/** From Send in a panel to the request on its way, beside a bare `fetch` of the same; and from Stop to the closed socket. */
export async function panel(): Promise<void> {
	console.log(
		`\nA panel: ${rounds} prompts to a server on this machine, in turns with a bare fetch of the same request`,
	);
	let arrived: (at: number) => void = () => undefined;
	let closed: (at: number) => void = () => undefined;
	const server = createServer((request, response) => {
		arrived(performance.now());
		response.on('close', () => closed(performance.now()));
		request.resume();
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.write(event('Good '));
		if (!request.url?.includes('endless')) {
			response.end(event('day', { finishReason: 'STOP' }));
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	let handedOver = 0;
	const transport = new FetchTransport(
		{ emulatorDoor: () => ({ hosts: {}, origins: [origin] }), silenceLimit: () => 60_000 },
		systemClock,
	);
	const noted = {
		send: (...call: Parameters<FetchTransport['send']>) => {
			handedOver = performance.now();
			return transport.send(...call);
		},
	};
	let told: () => void = () => undefined;
	const session = sessionOf(origin, noted, () => told());
	const send = (model: string) => session.handle({ type: 'send', fields: { ...emptyFields, prompt: 'Hi', model } });
	const arrival = () =>
		new Promise<number>((resolve) => {
			arrived = resolve;
		});
	const request = {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-goog-api-key': 'marker-key-0123456789' },
		body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] }),
	};
	const times: Record<'handed' | 'panel' | 'bare' | 'stop', number[]> = { handed: [], panel: [], bare: [], stop: [] };
	try {
		for (let round = 0; round < rounds + warmUp; round++) {
			const isTimed = round >= warmUp;
			const ours = arrival();
			const began = performance.now();
			const turn = send('m');
			const at = await ours;
			await turn;
			const theirs = arrival();
			const bareBegan = performance.now();
			const response = fetch(`${origin}/v1beta/models/m:streamGenerateContent?alt=sse`, request);
			const bareAt = await theirs;
			await (await response).text();
			if (isTimed) {
				times.handed.push(handedOver - began);
				times.panel.push(at - began);
				times.bare.push(bareAt - bareBegan);
			}
		}
		for (let round = 0; round < 100; round++) {
			const text = new Promise<void>((resolve) => {
				told = resolve;
			});
			const turn = send('endless');
			await text;
			const end = new Promise<number>((resolve) => {
				closed = resolve;
			});
			const began = performance.now();
			await session.handle({ type: 'stop' });
			times.stop.push((await end) - began);
			await turn;
		}
	} finally {
		session.dispose();
		server.closeAllConnections();
		server.close();
	}
	const say = (name: string, values: readonly number[]) => {
		const { median, min, max } = figuresOf(values);
		const p95 = [...values].sort((one, other) => one - other)[Math.floor(values.length * 0.95)] ?? 0;
		console.log(
			`  ${name.padEnd(52)} median ${median.toFixed(3)} ms   (${min.toFixed(3)} to ${max.toFixed(3)}, 95 % within ${p95.toFixed(3)})`,
		);
	};
	say('from Send to the transport, credential in memory', times.handed);
	say('from Send to the request at the server', times.panel);
	say('from a bare fetch to the request at the server', times.bare);
	const added = figuresOf(times.panel).median - figuresOf(times.bare).median;
	console.log(`  added at the median: ${added.toFixed(3)} ms`);
	say('from Stop to the socket closed at the server', times.stop);
}

const event = (text: string, rest: object = {}) =>
	`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] }, index: 0, ...rest }] })}\n\n`;

function sessionOf(origin: string, transport: Pick<FetchTransport, 'send'>, onText: () => void): RequestSession {
	const credential = apiKeyCredential('marker-key-0123456789', { baseUrl: origin });
	return new RequestSession(
		{
			activeProfile: async () => answered({ profile: aProfile(), by: 'window' }),
			callerFor: async (_, signal) =>
				answered({
					transport,
					credential,
					signal,
					place: { baseUrl: origin },
					retry: { clock: systemClock, random: systemRandom },
				}),
			mayUse: async () => true,
			maySpend: async () => true,
			inTurn: (_, __, work) => work(),
			recordUsage: () => undefined,
			usageOf: async () => ({ lines: [], notes: [] }),
			costInWords: async () => undefined,
			isFreeToUse: () => true,
			recordUse: () => undefined,
			recordTurn: () => undefined,
			addFiles: () => undefined,
			countsTokens: () => false,
			recordCheck: () => undefined,
			models: new ModelLists(systemClock),
			notes: () => [],
			isEmulated: () => true,
			chooseProfile: () => undefined,
			chooseTarget: () => undefined,
			cure: () => undefined,
			explain: () => undefined,
			copyAs: () => undefined,
			paste: () => undefined,
			hasOthers: async () => true,
			audit: { record: () => undefined },
			clock: systemClock,
			random: systemRandom,
		},
		(message) => {
			assert.ok(message.type !== 'finished' || message.state.turn?.end?.kind !== 'failed', JSON.stringify(message));
			if (message.type === 'text') {
				onText();
			}
		},
	);
}
