// The server process: VS Code's own web server behind a small front, the way code-server runs it. The front adds the
// one thing plain VS Code lacks here, a lasting key for SecretStorage, so that secrets survive a reload and a restart.
import './endWithParent.ts';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { answerFrontFile } from './frontFiles.ts';
import type { ServerProcessConfig } from './vscodeServer.ts';

interface VscodeServerModule {
	createServer(address: null, args: Record<string, unknown>): Promise<VscodeRequests>;
}

interface VscodeRequests {
	handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
	handleUpgrade(request: IncomingMessage, socket: Duplex): void;
	dispose(): void;
}

const config = JSON.parse(process.argv[2] ?? '{}') as ServerProcessConfig;
const codeServerRoot = resolve(dirname(config.serverMain), '../../..');
const token = readFileSync(config.tokenFile, 'utf8');

function sameToken(given: string | undefined): boolean {
	const mine = Buffer.from(token);
	const theirs = Buffer.from(given ?? '');
	return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}

function carriesToken(request: IncomingMessage, url: URL): boolean {
	const cookie = /(?:^|;\s*)vscode-tkn=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
	return sameToken(cookie) || sameToken(url.searchParams.get('tkn') ?? undefined);
}

function secretStorageKey(): Buffer {
	const file = join(config.dataDir, 'secret-storage-key');
	try {
		return readFileSync(file);
	} catch {
		const key = randomBytes(32);
		writeFileSync(file, key, { mode: 0o600 });
		return key;
	}
}

async function loadVscode(): Promise<VscodeRequests> {
	// Tells the module that it is loaded by another program and must not start a server of its own.
	process.env['CODE_SERVER_PARENT_PID'] = String(process.pid);
	// No marketplace: nothing here needs one, and a window would ask for updates of VS Code's own extensions.
	process.env['EXTENSIONS_GALLERY'] = '{}';
	const { loadCodeWithNls } = (await import(pathToFileURL(config.serverMain).href)) as {
		loadCodeWithNls(): Promise<VscodeServerModule>;
	};
	const vscode = await loadCodeWithNls();
	return await vscode.createServer(null, { ...config.serverArgs, 'connection-token-file': config.tokenFile });
}

async function listen(front: ReturnType<typeof createServer>, port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const taken = (error: NodeJS.ErrnoException) => {
			// The usual port is a convenience: any free one will do.
			if (port !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))
				listen(front, 0).then(resolve, reject);
			else reject(error);
		};
		front.once('error', taken);
		front.listen(port, '127.0.0.1', () => {
			front.off('error', taken);
			resolve((front.address() as AddressInfo).port);
		});
	});
}

const vscode = await loadVscode();
const front = createServer((request, response) => {
	const url = new URL(request.url ?? '/', 'http://127.0.0.1');
	if (request.method === 'POST' && url.pathname.endsWith('/mint-key')) {
		if (carriesToken(request, url)) response.end(secretStorageKey());
		else response.writeHead(403).end();
		return;
	}
	if (answerFrontFile(codeServerRoot, url.pathname, response)) return;
	void vscode.handleRequest(request, response);
});
front.on('upgrade', (request, socket) => vscode.handleUpgrade(request, socket));
const port = await listen(front, config.port);
process.on('SIGTERM', () => {
	vscode.dispose();
	process.exit(0);
});
process.send?.({ port });
