import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { AuditFile, AuditFolder } from '../../../../../src/core/audit/file/auditFolder.ts';
import type { ChainFault } from '../../../../../src/core/audit/file/chainCheck.ts';
import { verifyLog } from '../../../../../src/core/audit/file/verifyLog.ts';
import { sha256 } from '../../../../../src/node/auditFolder.ts';
import { auditBed, used } from './auditBed.ts';

const name = 'audit-2026-11.jsonl';

/** A log as it lies in memory, so that it can be changed a thousand times. */
class Copy implements AuditFolder {
	readonly texts: Map<string, string>;
	bytes: Buffer;

	constructor(bytes: Buffer, texts: Map<string, string>) {
		this.bytes = bytes;
		this.texts = texts;
	}

	async list(folder?: string): Promise<readonly AuditFile[]> {
		return folder
			? [...this.texts.keys()].map((head) => ({ name: head.slice('heads/'.length), size: 1 }))
			: [{ name, size: this.bytes.length }];
	}

	async read(_: string, from: number, to: number): Promise<Uint8Array> {
		return this.bytes.subarray(from, to);
	}

	async readText(file: string): Promise<string | undefined> {
		return this.texts.get(file);
	}

	append = () => Promise.reject(new Error('read only'));
	replace = () => Promise.reject(new Error('read only'));
	remove = () => Promise.reject(new Error('read only'));
}

async function written(context: TestContext, count: number): Promise<Copy> {
	const { path, folder, clock, window } = auditBed(context);
	const log = window();
	for (let nth = 0; nth < count; nth++) {
		log.record(used(nth % 7 === 0 ? `Ünïcode � ${nth}` : `profile ${nth % 20}`));
		clock.advance(7);
		if (nth % 5000 === 4999) {
			await log.flush();
		}
	}
	await log.flush();
	const texts = new Map<string, string>();
	for (const head of await folder.list('heads')) {
		texts.set(`heads/${head.name}`, (await folder.readText(`heads/${head.name}`)) ?? '');
	}
	return new Copy(readFileSync(join(path, name)), texts);
}

async function faultsOf(copy: Copy, bytes: Buffer): Promise<readonly ChainFault[]> {
	const report = await verifyLog(new Copy(bytes, copy.texts), sha256, { signal: new AbortController().signal });
	return report?.faults ?? [];
}

/** The lines that are named, from 1; the line behind the last where records at the end are missing. */
const linesNamed = (faults: readonly ChainFault[], count: number): number[] =>
	faults.flatMap((fault) => {
		if ('at' in fault && fault.at) {
			return [fault.at.line];
		}
		return fault.kind === 'missing' ? [fault.from, count + 1] : [];
	});

/** The same numbers each time (mulberry32). */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

test('any byte of a log that is changed is found, and its line named', async (context) => {
	const log = await written(context, 12);
	assert.deepEqual(await faultsOf(log, log.bytes), []);
	let line = 1;
	for (let at = 0; at < log.bytes.length; at++) {
		for (const bit of [0x01, 0x20, 0x80]) {
			const bytes = Buffer.from(log.bytes);
			bytes[at] = (bytes[at] ?? 0) ^ bit;
			const named = linesNamed(await faultsOf(log, bytes), 12);
			assert.ok(named.includes(line), `byte ${at} of line ${line}, bit ${bit}: ${named}`);
		}
		line += log.bytes[at] === 0x0a ? 1 : 0;
	}
});

test('a log that is cut anywhere is found to be', async (context) => {
	const log = await written(context, 12);
	let line = 1;
	for (let at = 0; at < log.bytes.length; at++) {
		const named = linesNamed(await faultsOf(log, log.bytes.subarray(0, at)), 12);
		assert.ok(named.includes(line), `cut at byte ${at} of line ${line}: ${named}`);
		line += log.bytes[at] === 0x0a ? 1 : 0;
	}
});

test('any single change of ten thousand events is found and located', async (context) => {
	const count = 10_000;
	const log = await written(context, count);
	assert.deepEqual(await faultsOf(log, log.bytes), []);
	const lines = log.bytes.toString('latin1').split('\n').slice(0, -1);
	assert.equal(lines.length, count);
	const below = numbers(20_261_201);
	const whole = (changed: readonly string[]) => Buffer.from(changed.map((line) => `${line}\n`).join(''), 'latin1');
	/** Does something to a copy of the lines, and answers one that must be named, counted from 0. */
	const changes: Record<string, (copy: string[]) => number> = {
		flip: (copy) => {
			const nth = below(count);
			const line = copy[nth] ?? '';
			const at = below(line.length);
			copy[nth] = line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) ^ (1 << below(8))) + line.slice(at + 1);
			return nth;
		},
		delete: (copy) => {
			const nth = below(count);
			copy.splice(nth, 1);
			return nth;
		},
		'insert a copy': (copy) => {
			const nth = below(count + 1);
			copy.splice(nth, 0, copy[below(count)] ?? '');
			return nth;
		},
		'insert a line of their own': (copy) => {
			const nth = below(count + 1);
			copy.splice(nth, 0, '{"v":1,"time":"2026-11-23T00:00:00.000Z","event":{"type":"profile-added"}}');
			return nth;
		},
		'insert an empty line': (copy) => {
			const nth = below(count + 1);
			copy.splice(nth, 0, '');
			return nth;
		},
		swap: (copy) => {
			const [one, other] = [below(count / 2), count / 2 + below(count / 2)];
			[copy[one], copy[other]] = [copy[other] ?? '', copy[one] ?? ''];
			return one;
		},
		'swap neighbours': (copy) => {
			const nth = below(count - 1);
			[copy[nth], copy[nth + 1]] = [copy[nth + 1] ?? '', copy[nth] ?? ''];
			return nth;
		},
		truncate: (copy) => {
			const nth = below(count);
			copy.splice(nth);
			return nth;
		},
	};
	for (const [kind, change] of Object.entries(changes)) {
		for (let time = 0; time < 25; time++) {
			const copy = [...lines];
			const nth = change(copy);
			const named = linesNamed(await faultsOf(log, whole(copy)), count);
			assert.ok(named.includes(nth + 1), `${kind}, line ${nth + 1}: ${named.slice(0, 5)}`);
		}
	}
});

test('a head that was changed or taken away is told', async (context) => {
	const log = await written(context, 12);
	const [[file = '', head = '']] = [...log.texts] as [[string, string]];
	const kinds = async (text: string | undefined) => {
		const texts = new Map(text === undefined ? [] : [[file, text]]);
		return (await faultsOf(new Copy(log.bytes, texts), log.bytes)).map(({ kind }) => kind);
	};
	assert.deepEqual(await kinds(head), []);
	assert.deepEqual(await kinds(undefined), ['no-head']);
	assert.deepEqual(await kinds('{}'), ['no-head', 'unreadable']);
	assert.deepEqual(await kinds(head.replace('"sequence":12', '"sequence":13')), ['missing']);
	assert.deepEqual(await kinds(head.replace('"sequence":12', '"sequence":11')), ['other-head']);
});

test('two chains whose lines stand in another order are whole: what counts among windows is time', async (context) => {
	const { path, folder, window } = auditBed(context);
	const [one, other] = [window(), window()];
	one.record(used('a'));
	await one.flush();
	other.record(used('b'));
	await other.flush();
	const [first, second] = readFileSync(join(path, name), 'utf8').split('\n');
	const texts = new Map<string, string>();
	for (const head of await folder.list('heads')) {
		texts.set(`heads/${head.name}`, (await folder.readText(`heads/${head.name}`)) ?? '');
	}
	const swapped = Buffer.from(`${second}\n${first}\n`);
	assert.deepEqual(await faultsOf(new Copy(swapped, texts), swapped), []);
});
