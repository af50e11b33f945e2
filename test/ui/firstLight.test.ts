import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { openBrowser } from '../bed/browserSession.ts';
import { outDir, root } from '../bed/paths.ts';
import { quickInput } from '../bed/quickInput.ts';
import { runCommand } from '../bed/runCommand.ts';
import { until } from '../bed/until.ts';
import { webviewFrame } from '../bed/webviewFrame.ts';

// What a newcomer does: an empty folder, a clone, `npm start`, and then by keyboard to the first answer.

const scratch = mkdtempSync(join(tmpdir(), 'latchkey-first-light-'));
const clone = join(scratch, 'a clone');
const started: ChildProcess[] = [];
after(() => {
	for (const child of started) {
		kill(child, 'SIGKILL');
	}
	rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});

/** A clone of what is here, committed or not. */
function makeClone(): void {
	const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
	for (const file of list.toString().split('\0').filter(Boolean)) {
		cpSync(join(root, file), join(clone, file), { recursive: true });
	}
}

type TryOut = { readonly address: string; readonly emulator: string; readonly key: string };

/** `npm start` with nothing of this project's own tools in its environment; resolves when it says where VS Code is. */
async function npmStart(): Promise<{ readonly child: ChildProcess; readonly tryOut: TryOut }> {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|node_test)/i.test(name)));
	env['PATH'] = (process.env['PATH'] ?? '')
		.split(delimiter)
		.filter((folder) => !folder.includes(`${sep}node_modules${sep}`))
		.join(delimiter);
	const child = spawn('npm', ['start', '--', '--json', '--no-open'], {
		cwd: clone,
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	started.push(child);
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => {
		said += chunk.toString();
	});
	return new Promise((resolve, reject) => {
		child.once('exit', () => reject(new Error(`npm start ended:\n${said}`)));
		createInterface({ input: child.stdout }).on('line', (line) => {
			if (line.startsWith('{')) {
				resolve({ child, tryOut: JSON.parse(line) as TryOut });
			}
		});
	});
}

/** Ctrl+C, as a terminal sends it: to the whole group. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
	try {
		process.kill(-(child.pid ?? 0), signal);
	} catch {
		// It has ended already.
	}
}

async function stop(child: ChildProcess, tryOut: TryOut): Promise<void> {
	const ended = once(child, 'exit');
	kill(child, 'SIGINT');
	await ended;
	// npm itself may be gone a moment before what it started.
	for (const url of [tryOut.address, tryOut.emulator]) {
		await until(`nothing to listen at ${url}`, async () => !(await isListening(new URL(url))));
	}
}

function isListening({ hostname, port }: URL): Promise<boolean> {
	const socket = connect({ host: hostname, port: Number(port) });
	return once(socket, 'connect')
		.then(
			() => true,
			() => false,
		)
		.finally(() => socket.destroy());
}

async function openTryOut({ address }: TryOut) {
	const { context, page } = await openBrowser({
		profileDir: join(scratch, 'browser'),
		origin: new URL(address).origin,
	});
	await page.goto(address);
	const picture = (name: string) => page.screenshot({ path: join(outDir, 'screenshots', `first-light-${name}.png`) });
	return { context, page, picture, input: quickInput(page) };
}

test('from a clone in an empty folder to the first answer, by npm start and the keyboard', async () => {
	makeClone();
	const { child, tryOut } = await npmStart();
	const { context, page, picture, input } = await openTryOut(tryOut);
	await runCommand(page, 'Latchkey: Add Gemini Profile', 60_000);
	await input.pick('API Key');
	await input.waitFor('Paste a Gemini API key');
	await picture('1-key');
	await input.type(tryOut.key);
	await input.accept();
	await input.waitFor('Google accepted the key');
	await picture('2-name');
	await input.accept();
	await page.locator('.notification-toast').filter({ hasText: 'is ready' }).waitFor();
	await runCommand(page, 'Latchkey: Open Request Panel');
	const frame = await webviewFrame(page, 'main .prompt textarea:focus');
	await page.keyboard.insertText('Hello');
	await page.keyboard.press('ControlOrMeta+Enter');
	await frame.locator('.status').filter({ hasText: 'Answered' }).waitFor();
	assert.match((await frame.locator('.answer').textContent()) ?? '', /Hello/);
	await picture('3-answer');
	// The workbench writes its state down a moment after a change, with nothing to see.
	await page.waitForTimeout(400);
	await context.close();
	await stop(child, tryOut);
});

test('a second start finds the profile and its key again', async () => {
	const { child, tryOut } = await npmStart();
	const { context, page, picture } = await openTryOut(tryOut);
	await runCommand(page, 'Latchkey: Open Request Panel', 60_000);
	const frame = await webviewFrame(page, 'main .prompt textarea:focus');
	await frame.getByText('Gemini API key').waitFor();
	await page.keyboard.insertText('Hello again');
	await page.keyboard.press('ControlOrMeta+Enter');
	await frame.locator('.status').filter({ hasText: 'Answered' }).waitFor();
	await picture('4-second-start');
	await context.close();
	await stop(child, tryOut);
});
