import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// VS Code's server logs through a native module that only a C++ compiler can make here. Without it every Output channel
// and log file stays empty, so a small plain one takes its place: same calls, same files, no rotation.
const spdlog = `'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const names = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const shown = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
	constructor(_type, _name, file) { this.file = file; this.level = 2; this.raw = false; mkdirSync(dirname(file), { recursive: true }); }
	getLevel() { return this.level; }
	setLevel(level) { this.level = level; }
	clearFormatters() { this.raw = true; }
	setPattern() {}
	flush() {}
	drop() {}
	write(level, message) {
		if (level < this.level || !this.file) return;
		const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
		try { appendFileSync(this.file, this.raw ? message : time + ' [' + shown[level] + '] ' + message + '\\n'); } catch {}
	}
}
names.forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message); }; });
const create = async (_name, file) => new Logger('', '', file);
// One assignment a name: an importing ES module learns the names by reading this text.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

// Ends an extension host whose server is gone; the bed ends whole process groups itself.
const watchdog = "'use strict';\nexports.start = () => undefined;\n";

/** Puts plain JavaScript in place of the two native modules that VS Code's server misses loudly. */
export function writeNativeStandIns(vscodeRoot: string): void {
	replace(join(vscodeRoot, 'node_modules/@vscode/spdlog/index.js'), spdlog);
	replace(join(vscodeRoot, 'node_modules/@vscode/native-watchdog/index.js'), watchdog);
}

function replace(file: string, text: string): void {
	if (readFileSync(file, 'utf8') === text) return;
	// Whole or not at all: another process may be loading it.
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, text);
	renameSync(draft, file);
}
