// First step of `npm start`, `npm test`, `npm run bench` and `npm run explain`: runs on whatever Node the machine has, without any
// dependency, makes sure the locked dependencies are there, and hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.latchkey-lock-hash');
// The binary itself, not node_modules/.bin/node: on Windows that one is a script, which cannot be started without a shell.
const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const entries = {
	start: 'test/bed/start.ts',
	test: 'test/bed/test.ts',
	bench: 'test/bench/bench.ts',
	explain: 'test/bed/explain.ts',
};

// What the task itself prints is for programs too, so npm’s words go to the error stream.
const besideOutput = ['inherit', 2, 'inherit'];

function give(message) {
	console.error(message);
	process.exit(1);
}

function refuseOldNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > 20 || (major === 20 && minor >= 17)) return;
	give(
		`Latchkey needs Node.js 20.17 or newer to set itself up; this is ${process.version}.\n` +
			'Install a current one (from nodejs.org, your package manager, or a version manager) and try again.',
	);
}

function npm(args) {
	// Under `npm start` npm names its own script; started by hand, the npm beside this Node or on the PATH is taken.
	const script = process.env.npm_execpath;
	const own = script?.endsWith('.js') && existsSync(script);
	const result = own
		? spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: besideOutput })
		: spawnSync('npm', args, { cwd: root, stdio: besideOutput, shell: process.platform === 'win32' });
	if (result.error) give(`npm could not be started (${result.error.message}). Is npm installed and on the PATH?`);
	return result.status === 0;
}

function installWhenNeeded() {
	const lock = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	console.error('Installing the locked development dependencies (npm ci) …');
	const quiet = ['--no-audit', '--no-fund'];
	if (!npm(['ci', ...quiet, '--loglevel=silent'])) {
		// `ci` refuses a lock made where the registry lacks the packages of other platforms (they are optional, so the
		// lock leaves them out). `install` takes the same locked versions, and adds what this platform needs.
		console.error('npm ci did not succeed; trying npm install with the same lock …');
		if (!npm(['install', '--no-save', ...quiet])) {
			give('npm could not install the dependencies; its own messages above say why. Nothing else was started.');
		}
	}
	writeFileSync(stamp, lock);
}

function runs(command, args) {
	return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function repairSkippedScripts() {
	// npm can be set to skip install scripts, and `node` and `esbuild` put their binary in place in theirs.
	if (runs(ownNode, ['--version'])) return;
	console.error("Fetching the project's own Node.js (its install step was skipped) …");
	npm(['rebuild', 'node', 'esbuild', '--ignore-scripts=false']);
	if (!runs(ownNode, ['--version'])) {
		give(`The project's own Node.js does not run (${ownNode}).\nDelete node_modules and try again.`);
	}
}

function handOver(entry, args) {
	const env = { ...process.env };
	const pathName = Object.keys(env).find((name) => name.toLowerCase() === 'path') ?? 'PATH';
	env[pathName] = join(modules, '.bin') + delimiter + (env[pathName] ?? '');
	// The extra channel carries no messages: its closing tells the child that this process is gone, however it died.
	const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
	const child = spawn(ownNode, [join(root, entry), ...args], { cwd: root, env, stdio });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		// Ctrl+C in a terminal reaches the child by itself; a second SIGINT would cut its clean-up short.
		process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
	}
	child.on('error', (error) => give(`The project's own Node.js could not be started: ${error.message}`));
	child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

const [task = '', ...args] = process.argv.slice(2);
refuseOldNode();
if (!Object.hasOwn(entries, task))
	give(`Usage: node test/bed/bootstrap.mjs ${Object.keys(entries).join('|')} [arguments]`);
installWhenNeeded();
repairSkippedScripts();
handOver(entries[task], args);
