import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AuditRecord } from '../../../../../src/core/audit/auditLog.ts';
import { eventFacts } from '../../../../../src/core/audit/eventFacts.ts';
import type { WriteTrouble } from '../../../../../src/core/audit/file/auditWriter.ts';
import { NodeAuditFolder } from '../../../../../src/node/auditFolder.ts';
import { all, auditBed, used } from './auditBed.ts';

const names = (records: readonly AuditRecord[]) => records.map(({ event }) => eventFacts(event).profileName);
const november = 'audit-2026-11.jsonl';
const december = 'audit-2026-12.jsonl';

test('what windows record stands in one file a month, each in its chain, and is read in the order of time', async (context) => {
	const { path, clock, window, verify } = auditBed(context, Date.UTC(2026, 10, 30, 23, 59, 59));
	const [one, other] = [window(), window()];
	one.record(used('a'));
	await one.flush();
	clock.advance(500);
	other.record(used('b', 'quota-exceeded'));
	await other.flush();
	clock.advance(1000);
	one.record(used('c'));
	await one.flush();
	assert.deepEqual(readdirSync(path).sort(), [november, december, 'heads']);
	assert.equal(readFileSync(join(path, november), 'utf8').trimEnd().split('\n').length, 2);
	const records = await all(other.read(0, Number.POSITIVE_INFINITY));
	assert.deepEqual(names(records), ['a', 'b', 'c']);
	assert.deepEqual(
		records.map(({ sequence }) => sequence),
		[1, 1, 2],
	);
	assert.deepEqual(names(await all(one.read(clock.now() - 1000, clock.now()))), ['b']);
	const report = await verify();
	assert.deepEqual([report.faults, report.unfinished, report.records, report.writers], [[], [], 3, 2]);
});

test('only its owner may read a file of the log', {
	skip: process.platform === 'win32' && 'modes are of POSIX',
}, async (context) => {
	const { path, window } = auditBed(context);
	const log = window();
	log.record(used('a'));
	await log.flush();
	assert.equal(statSync(join(path, november)).mode & 0o777, 0o600);
});

test('what is recorded while the disk is busy goes there together, and all of it is acknowledged by flush', async (context) => {
	const { path, folder, window } = auditBed(context);
	let appends = 0;
	class Counting extends NodeAuditFolder {
		override append(name: string, bytes: Uint8Array): Promise<number> {
			appends++;
			return super.append(name, bytes);
		}
	}
	const log = window(new Counting(path));
	for (let nth = 0; nth < 1000; nth++) {
		log.record(used(`n${nth}`));
	}
	await log.flush();
	assert.ok(appends <= 3, `${appends} writes`);
	assert.equal((await all(log.read(0, Number.POSITIVE_INFINITY))).length, 1000);
	const [head] = await folder.list('heads');
	assert.match((await folder.readText(`heads/${head?.name}`)) ?? '', /"sequence":1000,/);
});

test('a reader goes on where it stopped, through a new month and past one that went', async (context) => {
	const { path, clock, window } = auditBed(context, Date.UTC(2026, 10, 30, 23));
	const log = window();
	for (const name of ['a', 'b', 'c']) {
		log.record(used(name));
	}
	await log.flush();
	const first = await log.readOn(undefined, 2);
	assert.deepEqual(names(first.records), ['a', 'b']);
	const end = await log.end();
	clock.advance(2 * 60 * 60 * 1000);
	log.record(used('d'));
	await log.flush();
	assert.deepEqual(names((await log.readOn(end, 10)).records), ['d']);
	const second = await log.readOn(first.position, 10);
	assert.deepEqual(names(second.records), ['c', 'd']);
	assert.deepEqual(await log.readOn(second.position, 10), { records: [], position: second.position });
	rmSync(join(path, november));
	assert.deepEqual(names((await log.readOn(first.position, 10)).records), ['d']);
	// A window that was slow at the turn of the month.
	log.record(used('e'));
	await log.flush();
	assert.deepEqual(names((await log.readOn(second.position, 10)).records), ['e']);
});

test('a line that comes into the old month after the new one has begun is read on to', async (context) => {
	const { path, clock, window } = auditBed(context, Date.UTC(2026, 10, 30, 23, 59));
	const [quick, slow] = [window(), window()];
	slow.record(used('early'));
	await slow.flush();
	const late = readFileSync(join(path, november));
	clock.advance(120_000);
	quick.record(used('new'));
	await quick.flush();
	const { position } = await quick.readOn(undefined, 10);
	appendFileSync(join(path, november), late);
	assert.deepEqual(names((await quick.readOn(position, 10)).records), ['early']);
});

test('a place the log does not have is refused', async (context) => {
	const { path, window } = auditBed(context);
	const log = window();
	log.record(used('a'));
	log.record(used('b'));
	await log.flush();
	const end = await log.end();
	for (const position of ['nonsense', '2026-11:7', '2026-11:1000000000']) {
		await assert.rejects(log.readOn(position, 10), { name: 'UnknownPosition' });
	}
	writeFileSync(join(path, november), '');
	await assert.rejects(log.readOn(end, 10), { name: 'UnknownPosition' });
});

test('the records of an hour are found among many days without reading those', async (context) => {
	const { path, clock, window } = auditBed(context, Date.UTC(2026, 10, 2));
	let bytes = 0;
	class Counting extends NodeAuditFolder {
		override async read(name: string, from: number, to: number): Promise<Uint8Array> {
			const read = await super.read(name, from, to);
			bytes += read.length;
			return read;
		}
	}
	const log = window(new Counting(path));
	for (let minute = 0; minute < 20_000; minute++) {
		log.record(used(`m${minute}`));
		clock.advance(60_000);
		if (minute % 5000 === 0) {
			await log.flush();
		}
	}
	await log.flush();
	const start = Date.UTC(2026, 10, 8);
	const hour = await all(log.read(start, start + 60 * 60 * 1000));
	const first = (6 * 24 * 60) as number;
	assert.deepEqual(
		names(hour),
		Array.from({ length: 60 }, (_, nth) => `m${first + nth}`),
	);
	assert.ok(bytes < statSync(join(path, november)).size / 3, `${bytes} bytes were read`);
});

test('a clock that is set back leads no chain into the month before', async (context) => {
	const { path, clock, window, verify } = auditBed(context, Date.UTC(2026, 11, 1));
	const log = window();
	log.record(used('a'));
	await log.flush();
	clock.advance(-60_000);
	log.record(used('b'));
	await log.flush();
	assert.ok(!existsSync(join(path, november)));
	assert.deepEqual((await verify()).faults, []);
});

test('an unfinished line is ended by whoever writes next, and is no change', async (context) => {
	const { path, window, verify } = auditBed(context);
	const one = window();
	one.record(used('a'));
	await one.flush();
	appendFileSync(join(path, november), '{"v":1,"time":"2026-11-23T00:00:00.0');
	assert.deepEqual((await verify()).unfinished, [{ file: november, line: 2 }]);
	const other = window();
	other.record(used('b'));
	await other.flush();
	const report = await verify();
	assert.deepEqual([report.faults, report.unfinished], [[], [{ file: november, line: 2 }]]);
	assert.deepEqual(names(await all(other.read(0, Number.POSITIVE_INFINITY))), ['a', 'b']);
});

/** Fails as a full disk does: after some of the bytes. */
class FullDisk extends NodeAuditFolder {
	left: number | undefined;

	override async append(name: string, bytes: Uint8Array): Promise<number> {
		if (this.left !== undefined && bytes.length > this.left) {
			await super.append(name, bytes.subarray(0, this.left));
			this.left = 0;
			throw new Error('ENOSPC: no space left on device');
		}
		return super.append(name, bytes);
	}
}

test('a full disk is told once; what had landed is not written twice, and the rest when there is space', async (context) => {
	const { path, clock, window, verify } = auditBed(context);
	const disk = new FullDisk(path);
	const log = window(disk);
	const troubles: WriteTrouble[] = [];
	log.onTrouble((trouble) => troubles.push(trouble));
	log.record(used('before'));
	await log.flush();
	disk.left = 1000;
	for (const name of ['a', 'b', 'c', 'd']) {
		log.record(used(name));
	}
	await log.flush();
	log.record(used('e'));
	await log.flush();
	assert.deepEqual(
		troubles.map((trouble) => (trouble.kind === 'failed' ? [trouble.kind, trouble.waiting] : [trouble.kind])),
		[['failed', 4]],
	);
	disk.left = undefined;
	clock.advance(60_000);
	await log.flush();
	assert.deepEqual(troubles.at(-1), { kind: 'over', lost: 0 });
	assert.deepEqual(names(await all(log.read(0, Number.POSITIVE_INFINITY))), ['before', 'a', 'b', 'c', 'd', 'e']);
	const report = await verify();
	assert.deepEqual([report.faults, report.records, report.unfinished.length], [[], 6, 1]);
});

test('what no longer fits into memory while nothing can be written is counted, and the log says so', async (context) => {
	const { path, window } = auditBed(context);
	const disk = new FullDisk(path);
	disk.left = 0;
	const log = window(disk);
	log.record(used('first'));
	await log.flush();
	for (let nth = 0; nth < 10_100; nth++) {
		log.record(used('more'));
	}
	disk.left = undefined;
	await log.flush();
	const records = await all(log.read(0, Number.POSITIVE_INFINITY));
	assert.deepEqual(records.at(-1)?.event, { type: 'events-lost', count: 100 });
	assert.equal(records.length, 10_002);
});

test('a head that cannot be written keeps its events from being acknowledged, and is written later', async (context) => {
	const { path, clock, window, verify } = auditBed(context);
	class NoHead extends NodeAuditFolder {
		isBroken = false;
		override replace(name: string, text: string): Promise<void> {
			return this.isBroken ? Promise.reject(new Error('EACCES')) : super.replace(name, text);
		}
	}
	const disk = new NoHead(path);
	const log = window(disk);
	log.record(used('a'));
	await log.flush();
	let appended = 0;
	log.onDidAppend(() => appended++);
	disk.isBroken = true;
	log.record(used('b'));
	await log.flush();
	assert.equal(appended, 0);
	disk.isBroken = false;
	clock.advance(1000);
	await log.flush();
	assert.equal(appended, 1);
	assert.deepEqual([(await verify()).faults, (await verify()).records], [[], 2]);
});

test('a key that somebody pasted for a name is not in the log', async (context) => {
	const { path, window } = auditBed(context);
	const log = window();
	const key = `AIza${'x'.repeat(35)}`;
	log.record(used(`my ${key}`));
	await log.flush();
	const text = readFileSync(join(path, november), 'utf8');
	assert.ok(!text.includes(key) && text.includes('my [redacted]'));
});
