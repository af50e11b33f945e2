import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { wordsOf } from '../../../../src/core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import type { SourceFault } from '../../../../src/core/errors/sourceTrouble.ts';
import { RememberedConsent } from '../../../../src/core/secretSources/rememberedConsent.ts';
import type { SecretSource } from '../../../../src/core/secretSources/secretSource.ts';
import { fingerprint } from '../../../../src/net/fingerprint.ts';
import { answerOf } from '../profileSupport.ts';
import { scratchFolder } from './scratchFolder.ts';
import { owner, setUpSources, signal } from './sourceSupport.ts';

const marker = 'a-marker-of-a-secret';
const command = (...list: readonly string[]): SecretSource => ({ kind: 'command', command: list, timeoutSeconds: 30 });
const node = (script: string) => command(process.execPath, '-e', script);

type Bed = ReturnType<typeof setUpSources>;

async function failureOf({ get }: Bed, source: SecretSource): Promise<Failure> {
	const outcome = await get(source);
	assert.ok(outcome.kind === 'failed', outcome.kind);
	return outcome.failure;
}

describe('a secret that a command prints', () => {
	it('is had, without the line breaks around it', async () => {
		const { get } = setUpSources();
		assert.equal(await answerOf(get(node('console.log("the key\\r\\n\\n")'))), 'the key');
	});

	const cases: readonly (readonly [what: string, script: string, fault: SourceFault])[] = [
		['that prints nothing', '0', 'command-silent'],
		['that prints line breaks', 'console.log("\\n \\n")', 'command-silent'],
		['that prints too much', `process.stdout.write("${marker}".repeat(4000))`, 'command-too-much'],
		['that fails', `console.log("${marker}"); console.error("${marker}"); process.exit(7)`, 'command-failed'],
		['that something ends', 'process.kill(process.pid, "SIGTERM"); setInterval(() => 0, 1000)', 'command-killed'],
	];
	for (const [what, script, fault] of cases) {
		it(`${what} is not taken, and one message says why`, async () => {
			const bed = setUpSources();
			const failure = await failureOf(bed, node(script));
			assert.deepEqual([failure.cause, failure.source?.fault], ['source-failed', fault]);
			const { sentence } = wordsOf(failure);
			assert.match(sentence, /^node /);
			assert.ok(!JSON.stringify([failure, sentence, bed.audit.events]).includes(marker));
		});
	}

	it('that hangs is given up', async () => {
		const failure = await failureOf(setUpSources(), {
			kind: 'command',
			command: [process.execPath, '-e', 'setInterval(() => 0, 1000)'],
			timeoutSeconds: 1,
		});
		assert.equal(wordsOf(failure).sentence.includes('after 1 seconds'), true, wordsOf(failure).sentence);
	});

	it('is not had from a program that is not there', async () => {
		assert.equal(
			(await failureOf(setUpSources(), command('latchkey-no-such-program'))).source?.fault,
			'command-missing',
		);
	});

	it('is not had without a person’s yes, which is asked for with the very arguments', async () => {
		const bed = setUpSources({ isAllowed: false, path: '/somewhere' });
		const failure = await failureOf(bed, command('op', 'read', 'a b'));
		assert.deepEqual([failure.cause, failure.source?.fault], ['consent-refused', 'command-declined']);
		const question = { command: ['op', 'read', 'a b'], purpose: 'secret', folder: undefined, environment: undefined };
		assert.deepEqual(bed.asked, [question]);
	});

	it('of a folder is had only there, and only where it is trusted', async (t) => {
		const path = await scratchFolder(t);
		await mkdir(join(path, 'bin'));
		await writeFile(join(path, 'bin/key'), '#!/bin/sh\nprintf "key of %s" "$(basename "$PWD")"\n');
		await chmod(join(path, 'bin/key'), 0o755);
		for (const program of ['./bin/key', 'bin/key']) {
			const bed = setUpSources({ path });
			assert.match(await answerOf(bed.get(command(program))), /^key of latchkey-/);
			assert.deepEqual(bed.asked, [{ command: [program], purpose: 'secret', folder: path, environment: undefined }]);
			const untrusted = setUpSources({ path, isTrusted: false });
			assert.equal((await failureOf(untrusted, command(program))).source?.fault, 'folder-untrusted');
			assert.deepEqual(untrusted.asked, []);
			assert.equal((await failureOf(setUpSources(), command(program))).source?.fault, 'no-folder');
		}
	});

	it('of no folder is run where no folder’s files come into its way, trusted or not', async (t) => {
		const path = await scratchFolder(t);
		const { get, machine } = setUpSources({ path, isTrusted: false });
		assert.equal(await answerOf(get(node('console.log(process.cwd())'))), machine?.home);
	});

	it('is asked for once, however many want it', async (t) => {
		const file = join(await scratchFolder(t), 'runs');
		const { secrets } = setUpSources();
		const source = node(
			`require("fs").appendFileSync(${JSON.stringify(file)}, "x"); console.log(require("fs").readFileSync(${JSON.stringify(file)}, "utf8"))`,
		);
		const all = await Promise.all(Array.from({ length: 50 }, () => answerOf(secrets.get(source, owner, signal))));
		assert.deepEqual([...new Set(all)], ['x']);
	});

	it('cannot be had where the source does not parse', async () => {
		const { secrets } = setUpSources();
		for (const damaged of [
			{ command: 'op' },
			{ command: [] },
			{ command: ['op', 7] },
			{ command: ['op'], timeoutSeconds: 0 },
		]) {
			const outcome = await secrets.get({ kind: 'command', timeoutSeconds: 5, ...damaged }, owner, signal);
			assert.equal(outcome.kind === 'failed' && outcome.failure.source?.fault, 'source-unreadable');
		}
	});
});

describe('a yes to a command', () => {
	const setUpConsent = (answers: boolean[]) => {
		let stored: string | undefined;
		const cell = {
			get: () => stored,
			set: async (value: string | undefined) => {
				stored = value;
			},
		};
		const asked: unknown[] = [];
		const make = () =>
			new RememberedConsent(cell, fingerprint, async (...question) => {
				asked.push(question);
				return answers.shift() ?? false;
			});
		return { cell, asked, make, damage: (text: string) => (stored = text) };
	};

	it('is asked for once on this machine, and a no again', async () => {
		const { make, asked } = setUpConsent([false, true]);
		const given = [];
		for (let time = 0; time < 4; time++) {
			given.push(await make().given({ command: ['op', 'read'], purpose: 'secret' }));
		}
		assert.deepEqual(given, [false, true, true, true]);
		assert.equal(asked.length, 2);
	});

	it('holds for just these arguments in just this folder', async () => {
		const { make } = setUpConsent([true]);
		assert.equal(await make().given({ command: ['./a', 'b c'], folder: '/one', purpose: 'secret' }), true);
		assert.equal(await make().given({ command: ['./a', 'b c'], folder: '/one', purpose: 'secret' }), true);
		const question = { command: ['./a', 'b c'], folder: '/one' };
		assert.equal(await make().given({ ...question, purpose: 'proof' }), false);
		assert.equal(await make().given({ ...question, purpose: 'secret', environment: { OUTPUT: '/x' } }), false);
		for (const [list, folder] of [
			[['./a', 'b', 'c'], '/one'],
			[['./a b', 'c'], '/one'],
			[['./a', 'b c', ''], '/one'],
			[['./a', 'b c'], '/other'],
			[['./a', 'b c'], undefined],
		] as const) {
			assert.equal(
				await make().given({ command: list, folder, purpose: 'secret' }),
				false,
				JSON.stringify([list, folder]),
			);
		}
	});

	it('holds with just these variables, in whichever order they are named', async () => {
		const { make } = setUpConsent([true]);
		const given = (environment: Record<string, string>) =>
			make().given({ command: ['proof'], purpose: 'proof', environment });
		assert.equal(await given({ AUDIENCE: 'a', FILE: '/cache' }), true);
		assert.equal(await given({ FILE: '/cache', AUDIENCE: 'a' }), true);
		assert.equal(await given({ AUDIENCE: 'a', FILE: '/home/me/.bashrc' }), false);
		assert.equal(await given({ AUDIENCE: 'b', FILE: '/cache' }), false);
		assert.equal(await given({ AUDIENCE: 'a' }), false);
	});

	it('is kept without what was allowed', async () => {
		const { make, cell } = setUpConsent([true]);
		await make().given({ command: ['op', marker], purpose: 'secret' });
		assert.match(cell.get() ?? '', /^\["[\da-f]{64}"\]$/);
	});

	it('is asked for anew where what was kept is damaged', async () => {
		const { make, damage } = setUpConsent([true]);
		damage('{"all":true}');
		assert.equal(await make().given({ command: ['op'], purpose: 'secret' }), true);
		assert.equal(await make().given({ command: ['op'], purpose: 'secret' }), true);
	});
});
