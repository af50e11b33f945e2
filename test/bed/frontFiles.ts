import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const types: Readonly<Record<string, string>> = {
	js: 'text/javascript',
	svg: 'image/svg+xml',
	ico: 'image/x-icon',
	png: 'image/png',
};
const publicFile = /^\/_static\/(src\/browser\/media\/[\w-]+\.(?:svg|ico|png)|out\/browser\/serviceWorker\.js)$/;

/** The few files outside VS Code's own folder that its page asks for: icon, manifest, an empty service worker. */
export function answerFrontFile(codeServerRoot: string, pathname: string, response: ServerResponse): boolean {
	if (pathname === '/manifest.json') {
		response.setHeader('content-type', 'application/manifest+json');
		response.end(JSON.stringify({ name: 'VS Code', start_url: '.', display: 'standalone', icons: [] }));
		return true;
	}
	const file = publicFile.exec(pathname)?.[1];
	if (file === undefined) return false;
	response.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
	// The worker lies deeper than the pages it is for.
	if (file.endsWith('serviceWorker.js')) response.setHeader('service-worker-allowed', '/');
	try {
		response.end(readFileSync(join(codeServerRoot, file)));
	} catch {
		response.writeHead(404).end();
	}
	return true;
}
