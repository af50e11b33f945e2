import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import { ModelLists } from '../../../src/core/gemini/modelLists.ts';
import type { Caller } from '../../../src/core/http/exchange.ts';
import { answered, cancelled, failed, type Outcome } from '../../../src/core/outcome.ts';
import { emptyFields } from '../../../src/core/panel/draftFields.ts';
import type { FromSession } from '../../../src/core/panel/requestProtocol.ts';
import { RequestSession } from '../../../src/core/panel/requestSession.ts';
import type { Turn, TurnEnd } from '../../../src/core/panel/turn.ts';
import type { HttpRequest, HttpResponse, SendOptions } from '../../../src/core/ports.ts';
import type { Resolution } from '../../../src/core/profiles/resolveProfile.ts';
import { TransportFault } from '../../../src/core/transportFault.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { RecordingAudit } from '../../fakes/recordingAudit.ts';
import { aProfile } from './aProfile.ts';

const key = 'the-secret-key';
const host = 'generativelanguage.googleapis.com';
const profiles = [aProfile(), aProfile({ id: 'q', name: 'Guarded', isProtected: true })];
const fields = { ...emptyFields, prompt: 'Hi' };
const part = (text: string, rest: object = {}) =>
	`data: ${JSON.stringify({ candidates: [{ content: { parts: [{ text }] }, ...rest }] })}\n\n`;
const models = [{ name: 'models/one', supportedGenerationMethods: ['generateContent'] }];

/** What becomes of a session whose every step is drawn by lot, the same for the same seed. */
class Play {
	readonly posted: FromSession[] = [];
	readonly recorded: Turn[] = [];
	/** What should never happen, and did. */
	readonly violations: string[] = [];
	/** Turns that were under way when the person stopped them. */
	readonly stopped = new Set<number>();
	readonly session: RequestSession;
	sends = 0;
	isEdited = false;
	isDisposed = false;
	#seed: number;
	#profile = profiles[0];
	#waiting: (() => void)[] = [];
	#underway: Promise<void>[] = [];

	constructor(seed: number) {
		this.#seed = seed;
		this.session = new RequestSession(
			{
				activeProfile: () => this.#activeProfile(),
				callerFor: (_, signal) => this.#callerFor(signal),
				maySpend: async () => true,
				inTurn: (_, __, work) => work(),
				recordUsage: () => undefined,
				usageOf: async () => ({ lines: [], notes: [] }),
				costInWords: async () => undefined,
				mayUse: (profile, signal) => (profile.isProtected ? this.#ask(signal) : Promise.resolve(true)),
				isFreeToUse: (profile) => !profile.isProtected,
				recordUse: () => undefined,
				recordTurn: (turn) => void this.recorded.push(turn),
				recordCheck: () => undefined,
				models: new ModelLists(new ManualClock()),
				notes: () => [],
				clock: new ManualClock(),
				random: systemRandom,
				isEmulated: () => false,
				chooseProfile: () => undefined,
				chooseTarget: () => undefined,
				cure: () => undefined,
				explain: () => undefined,
				copyAs: () => undefined,
				paste: () => undefined,
				addFiles: () => undefined,
				countsTokens: () => false,
				hasOthers: async () => true,
				audit: new RecordingAudit(),
			},
			(message) => {
				this.posted.push(structuredClone(message));
				this.#expect(!this.isDisposed, 'a closed panel was told something');
			},
		);
	}

	/** Some steps, and then whatever is still under way. */
	async run(steps: number, canClose: boolean): Promise<void> {
		for (let step = 0; step < steps; step++) {
			this.#step(canClose);
			await setImmediate();
		}
		let isOver = false;
		void Promise.all(this.#underway).then(() => {
			isOver = true;
		});
		for (let turn = 0; turn < 1_000 && !isOver; turn++) {
			this.#openAll();
			await setImmediate();
		}
		this.#expect(isOver, 'something never ended');
	}

	/** The end of each turn that was told with it. */
	get ends(): ReadonlyMap<number, TurnEnd | undefined> {
		return new Map(
			this.posted.flatMap((message) =>
				message.type === 'finished' && message.state.turn?.turn === message.turn
					? [[message.turn, message.state.turn.end]]
					: [],
			),
		);
	}

	get finished(): readonly number[] {
		return this.posted.flatMap((message) => (message.type === 'finished' ? [message.turn] : []));
	}

	#step(canClose: boolean): void {
		const { session } = this;
		const steps = [
			...Array.from({ length: 8 }, () => () => this.#openOne()),
			() => this.#send(() => session.handle({ type: 'send', fields })),
			() => this.#send(() => session.handle({ type: 'send', fields: { ...fields, temperature: 'warm' } })),
			() => this.#send(() => session.sendPrompt({ prompt: 'From the editor' })),
			() => this.#stop(),
			() => {
				this.isEdited = true;
				this.#begin(session.handle({ type: 'edited' }));
			},
			() => this.#begin(session.handle({ type: 'ready' })),
			() => {
				this.#profile = this.#oneOf(profiles);
				this.#begin(session.refresh());
			},
			...(canClose ? [() => this.#close()] : []),
		];
		this.#oneOf(steps)();
	}

	#send(send: () => Promise<void>): void {
		this.sends++;
		this.isEdited = false;
		this.#begin(send());
	}

	#stop(): void {
		if (this.sends > 0 && !this.finished.includes(this.sends)) {
			this.stopped.add(this.sends);
		}
		this.#begin(this.session.handle({ type: 'stop' }));
	}

	#close(): void {
		this.session.dispose();
		this.isDisposed = true;
	}

	#begin(work: Promise<void>): void {
		this.#underway.push(work);
	}

	async #activeProfile(): Promise<Outcome<Resolution>> {
		await this.#turn();
		const profile = this.#profile;
		return this.#oneOf([
			...Array.from({ length: 6 }, () => () => answered(profile ? { profile, by: 'window' as const } : nothing)),
			() => answered(nothing),
			() => failed({ cause: 'storage-failed' }),
			fault,
		])();
	}

	async #ask(signal: AbortSignal): Promise<boolean> {
		this.#expect(!signal.aborted, 'the person was asked about a turn that was over');
		await Promise.race([this.#turn(), new Promise((resolve) => signal.addEventListener('abort', resolve))]);
		return !signal.aborted && this.#oneOf([() => true, () => true, () => false, fault])();
	}

	async #callerFor(signal: AbortSignal): Promise<Outcome<Caller>> {
		await this.#turn();
		if (signal.aborted) {
			return cancelled;
		}
		const transport = { send: (request: HttpRequest, options: SendOptions) => this.#transport(request, options) };
		const caller = () => answered({ transport, credential: apiKeyCredential(key), signal });
		return this.#oneOf([caller, caller, caller, caller, () => failed({ cause: 'secret-missing' }), fault])();
	}

	async #transport({ method }: HttpRequest, { signal }: SendOptions): Promise<HttpResponse> {
		this.#expect(!signal.aborted && !this.isDisposed, `something was sent after its end: ${method}`);
		await this.#wayTo(signal);
		if (method === 'GET') {
			return this.#response('application/json', 200, [JSON.stringify({ models })], signal);
		}
		const error = JSON.stringify({ error: { code: 400, message: `api_key:${key}`, details: [] } });
		return this.#oneOf([
			() => this.#response('application/json', 400, [error], signal),
			() => this.#response('text/event-stream', 200, [part('Half '), part(`an ${key}`)], signal),
			...Array.from({ length: 4 }, () => () => {
				const chunks = [part('Good '), part('day', { finishReason: 'STOP' })];
				return this.#response('text/event-stream', 200, chunks, signal);
			}),
		])();
	}

	#response(type: string, status: number, chunks: readonly string[], signal: AbortSignal): HttpResponse {
		const wayTo = () => this.#wayTo(signal);
		async function* body() {
			for (const chunk of chunks) {
				await wayTo();
				yield new TextEncoder().encode(chunk);
			}
			await wayTo();
		}
		return { status, headers: { 'content-type': type }, body: body() };
	}

	/** The next piece of the way between here and Google, on which anything may happen. */
	async #wayTo(signal: AbortSignal): Promise<void> {
		await this.#turn();
		if (signal.aborted) {
			throw new TransportFault('cancelled', host);
		}
		const unreachable = () => {
			throw new TransportFault('unreachable', host, 'ECONNRESET');
		};
		this.#oneOf([...Array.from({ length: 12 }, () => () => undefined), unreachable, fault])();
	}

	/** Waits until the lot falls on whoever waits here. */
	#turn(): Promise<void> {
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	#openOne(): void {
		const [open] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
		open?.();
	}

	#openAll(): void {
		for (const open of this.#waiting.splice(0)) {
			open();
		}
	}

	#expect(isSo: boolean, otherwise: string): void {
		if (!isSo) {
			this.violations.push(otherwise);
		}
	}

	#oneOf<T>(choices: readonly T[]): T {
		return choices[Math.floor(this.#random() * choices.length)] as T;
	}

	/** From 0 to below 1 (mulberry32). */
	#random(): number {
		this.#seed = (this.#seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
}

const nothing = { by: 'nothing' } as const;
const fault = (): never => {
	throw new RangeError(`${key} could stand here`);
};

/** Sessions under some hundred seeds, to their end. */
async function playsOf(canClose: boolean): Promise<readonly (readonly [seed: string, play: Play])[]> {
	const seeds = Array.from({ length: 150 }, (_, index) => index + 1);
	return Promise.all(
		seeds.map(async (seed) => {
			const play = new Play(seed);
			await play.run(50, canClose);
			return [`seed ${seed}`, play] as const;
		}),
	);
}

const plays = playsOf(false);

test('every send is finished once, whatever happens in whatever order', async () => {
	for (const [seed, { sends, finished, violations }] of await plays) {
		assert.deepEqual(violations, [], seed);
		assert.deepEqual(
			finished.toSorted((a, b) => a - b),
			Array.from({ length: sends }, (_, index) => index + 1),
			seed,
		);
	}
});

test('in the end the last turn has an end, and the panel is idle unless something was typed', async () => {
	for (const [seed, { posted, sends, session, isEdited }] of await plays) {
		const states = posted.flatMap((message) => ('state' in message ? [message.state] : []));
		assert.equal(states.at(-1)?.turn?.end !== undefined, sends > 0, seed);
		assert.equal(session.isIdle, !isEdited, seed);
	}
});

test('a turn that was stopped was cancelled, and turns end in every way', async () => {
	const kinds = new Set<string | undefined>();
	for (const [seed, { ends, stopped }] of await plays) {
		for (const [turn, end] of ends) {
			kinds.add(end?.kind);
			assert.ok(!stopped.has(turn) || end?.kind === 'cancelled', `${seed}: ${end?.kind} after a stop`);
		}
	}
	assert.deepEqual([...kinds].sort(), ['answered', 'cancelled', 'declined', 'failed']);
});

test('a turn says what it says before its end, has that as its answer, and no end before', async () => {
	for (const [seed, { posted }] of await plays) {
		const over = new Set<number>();
		const said = new Map<number, string>();
		for (const message of posted) {
			if (message.type === 'text') {
				assert.ok(!over.has(message.turn), seed);
				said.set(message.turn, (said.get(message.turn) ?? '') + message.text);
				continue;
			}
			if (!('state' in message)) {
				continue;
			}
			if (message.type === 'finished') {
				over.add(message.turn);
			}
			const { turn } = message.state;
			if (turn) {
				assert.equal(turn.answer, said.get(turn.turn) ?? '', seed);
				assert.equal(turn.end !== undefined, over.has(turn.turn), seed);
			}
		}
	}
});

test('a turn is kept once, with its end and all it had said, also where another took its place', async () => {
	let overtaken = 0;
	for (const [seed, { recorded, ends, finished, posted }] of await plays) {
		const said = new Map<number, string>();
		for (const message of posted) {
			if (message.type === 'text') {
				said.set(message.turn, (said.get(message.turn) ?? '') + message.text);
			}
		}
		assert.equal(new Set(recorded.map(({ turn }) => turn)).size, recorded.length, seed);
		for (const { turn, answer, end } of recorded) {
			assert.ok(finished.includes(turn) && end && end.kind !== 'declined', seed);
			assert.ok(answer.startsWith(said.get(turn) ?? ''), seed);
			overtaken += ends.has(turn) ? 0 : 1;
		}
		assert.ok(!JSON.stringify(recorded).includes(key), seed);
	}
	assert.ok(overtaken > 0);
});

test('no page ever gets the key, whoever echoes it', async () => {
	for (const [seed, { posted }] of await plays) {
		assert.ok(!JSON.stringify(posted).includes(key), seed);
	}
});

test('a panel that is closed is told nothing, and sends nothing', async () => {
	for (const [seed, { violations }] of await playsOf(true)) {
		assert.deepEqual(violations, [], seed);
	}
});
