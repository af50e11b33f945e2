import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { wordsOf } from '../../../../src/core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import type { SourceFault } from '../../../../src/core/errors/sourceTrouble.ts';
import { answered, cancelled, type Outcome } from '../../../../src/core/outcome.ts';
import type { DotenvSource, SecretSource } from '../../../../src/core/secretSources/secretSource.ts';
import { answerOf } from '../profileSupport.ts';
import { scratchFolder } from './scratchFolder.ts';
import { owner, setUpSources, signal } from './sourceSupport.ts';

const environment: SecretSource = { kind: 'environment', name: 'GEMINI_API_KEY' };
const dotenv: DotenvSource = { kind: 'dotenv', path: '.env', name: 'GEMINI_API_KEY' };

async function failureOf(outcome: Promise<Outcome<unknown>>): Promise<Failure> {
	const awaited = await outcome;
	assert.ok(awaited.kind === 'failed', awaited.kind);
	return awaited.failure;
}

const faultOf = async (outcome: Promise<Outcome<unknown>>): Promise<SourceFault | undefined> =>
	(await failureOf(outcome)).source?.fault;

describe('a secret in the environment', () => {
	it('is had, and stays in memory for its time', async () => {
		const bed = setUpSources();
		bed.environment['GEMINI_API_KEY'] = 'first';
		assert.equal(await answerOf(bed.get(environment)), 'first');
		bed.environment['GEMINI_API_KEY'] = 'second';
		bed.clock.advance(299_000);
		assert.equal(await answerOf(bed.get(environment)), 'first');
		bed.clock.advance(2_000);
		assert.equal(await answerOf(bed.get(environment)), 'second');
	});

	it('does not stay at all where that is wished', async () => {
		const bed = setUpSources({ life: 0 });
		for (const value of ['first', 'second']) {
			bed.environment['GEMINI_API_KEY'] = value;
			assert.equal(await answerOf(bed.get(environment)), value);
		}
	});

	it('is fetched once more where it was refused, and by one for all', async () => {
		const bed = setUpSources();
		bed.environment['GEMINI_API_KEY'] = 'first';
		await bed.get(environment);
		bed.environment['GEMINI_API_KEY'] = 'second';
		const renew = () => answerOf(bed.secrets.renew(environment, owner, signal, 'first'));
		assert.deepEqual(await Promise.all([renew(), renew(), renew()]), ['second', 'second', 'second']);
		assert.equal(bed.audit.events.length, 2);
		bed.environment['GEMINI_API_KEY'] = 'third';
		assert.equal(await renew(), 'second', 'whoever comes late takes what came meanwhile');
	});

	it('that is not there is named', async () => {
		const bed = setUpSources();
		for (const value of [undefined, '']) {
			Object.assign(bed.environment, value === undefined ? {} : { GEMINI_API_KEY: value });
			const { source } = await failureOf(bed.get(environment));
			assert.equal(source?.fault, 'variable-unset');
			assert.match(source?.sentence ?? '', /GEMINI_API_KEY/);
		}
		assert.equal(await faultOf(bed.get({ kind: 'environment', name: 'constructor' })), 'variable-unset');
	});
});

describe('a secret in a .env file', () => {
	const inFolder = async (t: TestContext, different: Parameters<typeof setUpSources>[0] = {}) => {
		const path = await scratchFolder(t);
		return { path, ...setUpSources({ path, ...different }) };
	};

	it('is had', async (t) => {
		const { path, get } = await inFolder(t);
		await mkdir(join(path, 'config'));
		await writeFile(join(path, 'config/.env'), '# ours\r\nexport GEMINI_API_KEY="the key" # mine\r\n');
		assert.equal(await answerOf(get({ ...dotenv, path: 'config/.env' })), 'the key');
	});

	it('is not read in a folder that nobody trusts', async (t) => {
		const { path, get } = await inFolder(t, { isTrusted: false });
		await writeFile(join(path, '.env'), 'GEMINI_API_KEY=k');
		const failure = await failureOf(get(dotenv));
		assert.deepEqual([failure.cause, failure.source?.fault], ['consent-refused', 'folder-untrusted']);
	});

	it('is not read outside of the folder', async (t) => {
		const outside = await scratchFolder(t);
		await writeFile(join(outside, '.env'), 'GEMINI_API_KEY=k');
		const { path, get } = await inFolder(t);
		await symlink(join(outside, '.env'), join(path, 'link'));
		await symlink(outside, join(path, 'folder'));
		await symlink(path, join(path, 'self'));
		for (const way of ['link', 'folder/.env']) {
			assert.equal(await faultOf(get({ ...dotenv, path: way })), 'file-outside', way);
		}
		for (const way of [
			'../.env',
			'a/../../.env',
			'/etc/passwd',
			'./.env',
			'a//b',
			'',
			'C:/x',
			'..\\.env',
			'\\\\h\\s',
		]) {
			assert.equal(await faultOf(get({ ...dotenv, path: way })), 'source-unreadable', way);
		}
		await writeFile(join(path, '.env'), 'GEMINI_API_KEY=mine');
		assert.equal(await answerOf(get({ ...dotenv, path: 'self/.env' })), 'mine');
	});

	const cases: readonly (readonly [what: string, text: string | undefined, fault: SourceFault])[] = [
		['is missing', undefined, 'file-missing'],
		['is empty', '', 'name-missing'],
		['has another name', 'OTHER=k', 'name-missing'],
		['has nothing behind the name', 'GEMINI_API_KEY=', 'name-missing'],
		['has an open quotation mark', 'GEMINI_API_KEY="k', 'quote-open'],
		['is too large', `GEMINI_API_KEY=k\n#${'x'.repeat(1024 * 1024)}`, 'file-too-large'],
	];
	for (const [what, text, fault] of cases) {
		it(`that ${what} is told`, async (t) => {
			const { path, get } = await inFolder(t);
			await (text !== undefined && writeFile(join(path, '.env'), text));
			const failure = await failureOf(get(dotenv));
			assert.equal(failure.source?.fault, fault);
			assert.match(wordsOf(failure).sentence, /\.env/);
		});
	}

	it('is not waited for where a folder stands in its place', async (t) => {
		const { path, get } = await inFolder(t);
		await mkdir(join(path, '.env'));
		assert.equal(await faultOf(get(dotenv)), 'file-unreadable');
	});

	it('needs a folder', async () => {
		assert.equal(await faultOf(setUpSources().get(dotenv)), 'no-folder');
	});
});

describe('secrets that lie elsewhere', () => {
	it('cannot be had in the browser', async () => {
		const { secrets, get } = setUpSources({ machine: undefined });
		assert.deepEqual(secrets.kinds, ['secret-manager']);
		for (const source of [environment, dotenv]) {
			assert.equal(await faultOf(get(source)), 'not-here');
		}
	});

	it('of a place that does not parse are told so', async () => {
		const { secrets } = setUpSources();
		for (const source of [
			{ kind: 'other' },
			{ kind: 'environment' },
			{ kind: 'environment', name: 7 },
			{ ...dotenv, name: 'a b' },
		]) {
			assert.equal(await faultOf(secrets.get(source, owner, signal)), 'source-unreadable');
		}
	});

	it('are called off when the last who waits has gone', async () => {
		const files = { read: () => new Promise<never>(() => undefined) };
		const { machine } = setUpSources();
		assert.ok(machine);
		const { secrets } = setUpSources({ path: '/', machine: { ...machine, files } });
		const [one, other] = [new AbortController(), new AbortController()];
		const both = [one, other].map((each) => secrets.get(dotenv, owner, each.signal));
		one.abort();
		assert.deepEqual(await both[0], cancelled);
		other.abort();
		assert.deepEqual(await both[1], cancelled);
		assert.deepEqual(await secrets.get(dotenv, owner, AbortSignal.abort()), cancelled);
	});

	it('leave nothing in the audit trail but where they were fetched from', async () => {
		const { get, environment: variables, audit } = setUpSources();
		variables['GEMINI_API_KEY'] = 'the marker';
		assert.deepEqual(await get(environment), answered('the marker'));
		await get({ kind: 'environment', name: 'GONE' });
		const known = { type: 'secret-fetched', source: 'environment', profileId: 'p', profileName: 'Work' };
		assert.deepEqual(audit.events, [
			{ ...known, result: 'answered' },
			{ ...known, result: 'source-failed' },
		]);
	});

	it('outlive no dispose', async () => {
		const { secrets, get, environment: variables } = setUpSources();
		variables['GEMINI_API_KEY'] = 'first';
		await get(environment);
		secrets.dispose();
		variables['GEMINI_API_KEY'] = 'second';
		assert.equal(await answerOf(get(environment)), 'second');
	});
});
