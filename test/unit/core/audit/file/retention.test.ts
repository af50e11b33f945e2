import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { letGo } from '../../../../../src/core/audit/file/retention.ts';
import { auditBed, used } from './auditBed.ts';

const day = 24 * 60 * 60 * 1000;

const months = (path: string) => readdirSync(path).filter((name) => name.endsWith('.jsonl'));

test('months over their time go, and the chains that go on are still whole', async (context) => {
	const { path, folder, clock, window, verify } = auditBed(context, Date.UTC(2026, 0, 20));
	const log = window();
	for (let nth = 0; nth < 12; nth++) {
		log.record(used(`n${nth}`));
		await log.flush();
		clock.advance(10 * day);
	}
	assert.equal(months(path).length, 5);
	const gone = await letGo(folder, { days: 45, size: 0 }, clock.now());
	assert.deepEqual(gone, ['audit-2026-01.jsonl', 'audit-2026-02.jsonl', 'audit-2026-03.jsonl']);
	assert.deepEqual((await verify()).faults, []);
	log.record(used('next'));
	await log.flush();
	assert.deepEqual((await verify()).faults, []);
	assert.deepEqual(await letGo(folder, { days: 45, size: 0 }, clock.now()), []);
});

test('where the beginning was taken away by somebody else, that is told', async (context) => {
	const { folder, clock, window, verify } = auditBed(context, Date.UTC(2026, 0, 20));
	const log = window();
	for (let nth = 0; nth < 3; nth++) {
		log.record(used(`n${nth}`));
		await log.flush();
		clock.advance(20 * day);
	}
	await folder.remove('audit-2026-01.jsonl');
	const { faults } = await verify();
	assert.deepEqual(
		faults.map((fault) => (fault.kind === 'missing' ? [fault.from, fault.to, fault.at] : fault.kind)),
		[[1, 1, { file: 'audit-2026-02.jsonl', line: 1 }]],
	);
});

test('a deletion that was cut short between writing down and deleting is no change', async (context) => {
	const { path, folder, clock, window, verify } = auditBed(context, Date.UTC(2026, 0, 20));
	const log = window();
	for (let nth = 0; nth < 6; nth++) {
		log.record(used(`n${nth}`));
		await log.flush();
		clock.advance(10 * day);
	}
	folder.remove = () => Promise.reject(new Error('killed'));
	await assert.rejects(letGo(folder, { days: 10, size: 0 }, clock.now()), /killed/);
	assert.ok(months(path).length >= 3);
	assert.deepEqual((await verify()).faults, []);
});

test('the oldest go where all are too large together, but not what somebody has yet to read, and never the month that is written', async (context) => {
	const { path, folder, clock, window } = auditBed(context, Date.UTC(2026, 0, 1));
	const log = window();
	const begin = await log.readOn(undefined, 1);
	for (let nth = 0; nth < 4; nth++) {
		log.record(used(`n${nth}`));
		await log.flush();
		clock.advance(31 * day);
	}
	log.record(used('now'));
	await log.flush();
	const { position } = await log.readOn(begin.position, 2);
	const month = statSync(join(path, 'audit-2026-01.jsonl')).size;
	assert.deepEqual(await letGo(folder, { days: 0, size: month * 2.5 }, clock.now(), [position]), [
		'audit-2026-01.jsonl',
	]);
	assert.deepEqual((await letGo(folder, { days: 0, size: 1 }, clock.now())).length, 3);
	assert.equal(months(path).length, 1);
});

test('a window that rested for a month begins a chain of its own, and the head of the old one goes with its records', async (context) => {
	const { folder, clock, window, verify } = auditBed(context, Date.UTC(2026, 0, 20));
	const log = window();
	log.record(used('old'));
	await log.flush();
	clock.advance(100 * day);
	log.record(used('new'));
	await log.flush();
	assert.equal((await folder.list('heads')).length, 2);
	await letGo(folder, { days: 30, size: 0 }, clock.now());
	assert.equal((await folder.list('heads')).length, 1);
	const report = await verify();
	assert.deepEqual([report.faults, report.records], [[], 1]);
});
