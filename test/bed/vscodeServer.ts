import type { ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNode, stopChild } from './children.ts';
import { connectionToken, type Settings, writeMachineSettings, writeUserSettings } from './serverData.ts';
import { vscodeFromNpm } from './vscodeFromNpm.ts';

export interface VscodeServerOptions {
	/** Settings, extensions, logs, the secret-storage key and the token live here; the same folder again is a restart. */
	readonly dataDir: string;
	readonly extensionsDir?: string;
	/** Written before the start when given; what an earlier start left stays otherwise. */
	readonly userSettings?: Settings;
	readonly machineSettings?: Settings;
	/** Wanted port; the last start's by default, since the browser keeps its storage by origin. Another one if it is taken. */
	readonly port?: number;
	/** For the tests alone: lets the page's address name an extension under development. */
	readonly smokeTestDriver?: boolean;
	/** False leaves Workspace Trust on, as people have it. */
	readonly trustEverything?: boolean;
	readonly env?: NodeJS.ProcessEnv;
	/** Arguments of Node itself. The extension host gets them too, other than NODE_OPTIONS, which VS Code takes away from it. */
	readonly nodeArgs?: readonly string[];
}

export interface VscodeServer {
	readonly origin: string;
	/** `host:port`, as it stands in `vscode-remote://` addresses. */
	readonly authority: string;
	readonly token: string;
	readonly dataDir: string;
	readonly logsDir: string;
	readonly process: ChildProcess;
	/** The page's address, with the token that opens it. */
	url(query?: Readonly<Record<string, string>>): string;
	stop(): Promise<void>;
}

export interface ServerProcessConfig {
	readonly serverMain: string;
	readonly dataDir: string;
	readonly tokenFile: string;
	readonly port: number;
	readonly serverArgs: Readonly<Record<string, unknown>>;
}

/** Starts VS Code's server in a process of its own; resolves when it listens. */
export async function startVscodeServer(options: VscodeServerOptions): Promise<VscodeServer> {
	const { serverMain } = await vscodeFromNpm();
	const { dataDir } = options;
	const token = connectionToken(dataDir);
	if (options.userSettings || !existsSync(join(dataDir, 'data/User/settings.json'))) {
		writeUserSettings(dataDir, options.userSettings ?? {});
	}
	if (options.machineSettings) writeMachineSettings(dataDir, options.machineSettings);
	const portFile = join(dataDir, 'port');
	const config: ServerProcessConfig = {
		serverMain,
		dataDir,
		tokenFile: token.file,
		port: options.port ?? (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0),
		serverArgs: {
			_: [],
			'accept-server-license-terms': true,
			'server-data-dir': dataDir,
			...(options.extensionsDir && { 'extensions-dir': options.extensionsDir }),
			'telemetry-level': 'off',
			'disable-telemetry': true,
			'disable-update-check': true,
			'disable-getting-started-override': true,
			...(options.smokeTestDriver && { 'enable-smoke-test-driver': true }),
			...(options.trustEverything && { 'disable-workspace-trust': true }),
		},
	};
	const script = join(import.meta.dirname, 'vscodeServerMain.ts');
	const child = startNode([...(options.nodeArgs ?? []), script, JSON.stringify(config)], {
		...(options.env && { env: options.env }),
	});
	const logFile = join(dataDir, 'server.log');
	keepLog(child, logFile);
	const port = await listening(child, logFile);
	writeFileSync(portFile, String(port));
	const authority = `127.0.0.1:${port}`;
	return {
		origin: `http://${authority}`,
		authority,
		token: token.value,
		dataDir,
		logsDir: join(dataDir, 'data/logs'),
		process: child,
		url: (query = {}) => `http://${authority}/?${new URLSearchParams({ tkn: token.value, ...query })}`,
		stop: () => stopChild(child),
	};
}

function keepLog(child: ChildProcess, file: string): void {
	mkdirSync(join(file, '..'), { recursive: true });
	const log = createWriteStream(file, { mode: 0o600 });
	child.stdout?.pipe(log, { end: false });
	child.stderr?.pipe(log, { end: false });
}

function listening(child: ChildProcess, logFile: string): Promise<number> {
	return new Promise((resolve, reject) => {
		child.once('message', (message) => resolve((message as { port: number }).port));
		child.once('error', reject);
		child.once('exit', () => {
			reject(
				new Error(
					`VS Code's server ended before it listened. Its log (${logFile}):\n${readFileSync(logFile, 'utf8').slice(-2000)}`,
				),
			);
		});
	});
}
