import type { AnswerAbout, Usage } from '../gemini/answer.ts';
import type { AnswerSink } from '../gemini/answerReading.ts';
import type { Draft } from '../gemini/draft.ts';
import type { Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { SessionPorts } from './sessionPorts.ts';
import type { JsonView, Turn, TurnNumbers } from './turn.ts';
import type { TurnDoors } from './turnSending.ts';
import { factsOf, latencyInWords, usageInWords } from './turnWords.ts';

/** Kept of thoughts, and of each further answer, in UTF-16 units; the first answer has a limit of its own. */
const longestBeside = 1_000_000;

/** Takes an answer as it comes: into the turn, and piece by piece to the page. */
export class AnswerTaking {
	readonly #doors: Pick<TurnDoors, 'update' | 'postState' | 'post'>;
	readonly #ports: Pick<SessionPorts, 'clock' | 'costInWords'>;
	readonly #draft: Draft;
	readonly #onFirstText: () => void;
	readonly #began: number;
	#numbers: TurnNumbers = {};
	#about: AnswerAbout = {};
	#answer = '';

	constructor(
		doors: Pick<TurnDoors, 'update' | 'postState' | 'post'>,
		ports: Pick<SessionPorts, 'clock' | 'costInWords'>,
		draft: Draft,
		onFirstText: () => void,
	) {
		this.#onFirstText = onFirstText;
		this.#doors = doors;
		this.#ports = ports;
		this.#draft = draft;
		this.#began = ports.clock.now();
		if (isJsonAsked(draft)) {
			// Told before the first piece comes: JSON is drawn as code.
			doors.update(() => ({ json: {} }));
			doors.postState();
		}
	}

	readonly sink: AnswerSink = {
		text: (text) => {
			if (this.#numbers.firstTextMs === undefined) {
				const firstTextMs = this.#elapsed;
				this.#numbers = { firstPieceMs: firstTextMs, ...this.#numbers, firstTextMs };
				this.#onFirstText();
			}
			this.#answer += text;
			this.#doors.update((now) => ({ answer: now.answer + text }));
			this.#doors.post({ type: 'text', text });
		},
		thought: (text) => {
			this.#numbers = { firstPieceMs: this.#elapsed, ...this.#numbers, hasThoughts: true };
			this.#add(
				text,
				({ thoughts = '' }) => thoughts,
				(thoughts) => ({ thoughts }),
				(more) => this.#doors.post({ type: 'thought', text: more }),
			);
		},
		other: (candidate, text) => {
			this.#add(
				text,
				({ others = [] }) => others[candidate - 1] ?? '',
				(whole, { others = [] }) => ({ others: withAt(others, candidate - 1, whole) }),
				(more) => this.#doors.post({ type: 'other', candidate, text: more }),
			);
		},
		extras: (extras) => {
			this.#doors.update((now) => ({ extras: [...(now.extras ?? []), ...extras] }));
			this.#doors.post({ type: 'extras', extras });
		},
		usage: (usage) => {
			this.#numbers = { ...this.#numbers, usage };
			this.#doors.update(() => ({ usage: usageInWords(usage) }));
		},
		about: (about) => {
			this.#about = { ...this.#about, ...about };
		},
	};

	/** The call is over: says what is known about it, whatever its end. */
	async end(outcome: Outcome<void>): Promise<void> {
		const totalMs = this.#elapsed;
		const numbers = { ...this.#numbers, totalMs };
		this.#doors.update(() => ({ numbers, latency: latencyInWords(totalMs, numbers.firstTextMs) }));
		const cost = numbers.usage ? await this.#cost(numbers.usage) : undefined;
		const facts = factsOf(numbers, this.#about, this.#draft.model, cost);
		const json = outcome.kind === 'answered' ? await this.#json() : undefined;
		this.#doors.update(() => ({ facts, ...(json ? { json } : {}) }));
	}

	get #elapsed(): number {
		return this.#ports.clock.now() - this.#began;
	}

	/** Adds to something that has a limit, and tells as much as was added. */
	#add(
		text: string,
		before: (turn: Turn) => string,
		change: (whole: string, now: Turn) => Partial<Turn>,
		tell: (more: string) => void,
	): void {
		let more = '';
		this.#doors.update((now) => {
			const known = before(now);
			more = text.slice(0, Math.max(0, longestBeside - known.length));
			return more === '' ? {} : change(known + more, now);
		});
		if (more !== '') {
			tell(more);
		}
	}

	/** A price list that fails costs no answer. */
	async #cost(usage: Usage): Promise<string | undefined> {
		const model = this.#about.modelVersion ?? this.#draft.model;
		return this.#ports.costInWords(model, usage).catch(() => undefined);
	}

	async #json(): Promise<JsonView | undefined> {
		const { responseJsonSchema: schema } = this.#draft;
		const value = parseJson(this.#answer);
		if (!isJsonAsked(this.#draft) || schema === undefined || value === undefined) {
			return undefined;
		}
		const { schemaFaults } = await import('../gemini/schemaFaults.ts');
		const faults = schemaFaults(value, schema);
		return faults ? { faults } : {};
	}
}

const isJsonAsked = ({ responseMimeType, responseJsonSchema }: Draft): boolean =>
	responseMimeType === 'application/json' || responseJsonSchema !== undefined;

function withAt(list: readonly string[], index: number, text: string): readonly string[] {
	return Array.from({ length: Math.max(list.length, index + 1) }, (_, at) => (at === index ? text : (list[at] ?? '')));
}
