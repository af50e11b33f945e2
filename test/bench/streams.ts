import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { GoogleGenAI } from '@google/genai';
import { createParser } from 'eventsource-parser';
import { apiKeyCredential } from '../../src/core/credentials/apiKey.ts';
import { EventStreamSplitter } from '../../src/core/gemini/eventStream.ts';
import { streamAnswer } from '../../src/core/gemini/streamAnswer.ts';
import { FetchTransport } from '../../src/net/fetchTransport.ts';
import { systemClock } from '../../src/net/platform.ts';
import { figuresOf } from './figures.ts';
import { inTurns } from './inTurns.ts';

const events = 20_000;
const rounds = 7;
const prompt = 'Write 20000 words';
const model = 'gemini-3.8-flash';

/** A long answer over a real socket, read by each to parsed JSON: events per second, and how busy the processor was. */
export async function streams(): Promise<void> {
	console.log(`\nA stream of ${events} events, each to parsed JSON`);
	const server = fork(join(import.meta.dirname, 'streams/server.mjs'), [String(events)]);
	const [origin] = (await once(server, 'message')) as [string];
	const path = `/v1beta/models/${model}:streamGenerateContent?alt=sse`;
	const body = async () => {
		const response = await fetch(origin + path, { method: 'POST', body: '{}' });
		assert.ok(response.body);
		return response.body;
	};
	const busy: Record<string, number[]> = {};
	const rivals = {
		'draining the socket alone': async () => {
			for await (const _ of await body());
			return events;
		},
		'Latchkey, the reader': async () => {
			let count = 0;
			const splitter = new EventStreamSplitter();
			const take = (texts: readonly string[]) => {
				for (const text of texts) {
					JSON.parse(text);
					count++;
				}
			};
			for await (const chunk of await body()) {
				take(splitter.push(chunk));
			}
			take(splitter.end());
			return count;
		},
		'Latchkey, from the call to the text': () => latchkey(origin),
		'eventsource-parser': async () => {
			let count = 0;
			const parser = createParser({
				onEvent: ({ data }) => {
					JSON.parse(data);
					count++;
				},
			});
			const decoder = new TextDecoder();
			for await (const chunk of await body()) {
				parser.feed(decoder.decode(chunk, { stream: true }));
			}
			return count;
		},
		'@google/genai': async () => {
			const client = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: origin } });
			let count = 0;
			for await (const _ of await client.models.generateContentStream({ model, contents: prompt })) {
				count++;
			}
			return count;
		},
	};
	const timed = Object.fromEntries(
		Object.entries(rivals).map(([name, read]) => [
			name,
			async (round: number) => {
				const [start, before] = [performance.now(), process.cpuUsage()];
				assert.equal(await read(), events, name);
				const ms = performance.now() - start;
				const { user, system } = process.cpuUsage(before);
				if (round > 0) {
					busy[name] = [...(busy[name] ?? []), (user + system) / 1000];
				}
				return ms;
			},
		]),
	);
	try {
		const times = await inTurns(rounds, timed);
		const perSecond = (name: string) => events / (figuresOf(times[name] ?? []).median / 1000);
		for (const name of Object.keys(rivals)) {
			const { median, min, max } = figuresOf(times[name] ?? []);
			const cpu = figuresOf(busy[name] ?? []).median;
			console.log(
				`  ${name.padEnd(38)} ${thousands(perSecond(name))} events/s   (${median.toFixed(0)} ms, ${min.toFixed(0)} to ${max.toFixed(0)}; ${cpu.toFixed(0)} ms of CPU)`,
			);
		}
		for (const other of ['@google/genai', 'eventsource-parser']) {
			const [reader, whole] = ['Latchkey, the reader', 'Latchkey, from the call to the text'].map(
				(name) => perSecond(name) / perSecond(other),
			);
			console.log(`  of ${other}: the reader ${reader?.toFixed(1)} times, the whole ${whole?.toFixed(1)} times`);
		}
	} finally {
		server.disconnect();
	}
}

const thousands = (value: number): string => Math.round(value).toLocaleString('en').padStart(9);

/** As a panel does it: transport, retries, redaction, the model's words. Each event has a piece of text. */
async function latchkey(origin: string): Promise<number> {
	const transport = new FetchTransport(
		{ emulatorDoor: () => ({ hosts: {}, origins: [origin] }), silenceLimit: () => 60_000 },
		systemClock,
	);
	let text = '';
	const outcome = await streamAnswer(
		{
			transport,
			credential: apiKeyCredential('marker-key-0123456789', { baseUrl: origin }),
			signal: AbortSignal.timeout(60_000),
			place: { baseUrl: origin },
		},
		{ model, prompt },
		{
			text: (piece) => {
				text += piece;
			},
			usage: () => undefined,
		},
	);
	assert.equal(outcome.kind, 'answered', JSON.stringify(outcome));
	return text.trim().split(' ').length;
}
