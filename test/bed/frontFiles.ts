import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const types: Readonly<Record<string, string>> = {
	js: 'text/javascript',
	svg: 'image/svg+xml',
	ico: 'image/x-icon',
	png: 'image/png',
};
const publicFile = /^\/_static\/(src\/browser\/media\/[\w-]+\.(?:svg|ico|png))$/;
const worker = '/_static/out/browser/serviceWorker.js';

/**
 * In place of the empty service worker that makes a page one to install: that one takes hold of the frames of webviews as well, and a
 * webview that is the first of its browser profile then at times waits for ever for a worker of its own.
 */
const passingWorker = "self.addEventListener('activate', () => self.registration.unregister());\n";

/** The few files outside VS Code's own folder that its page asks for: icon, manifest, service worker. */
export function answerFrontFile(codeServerRoot: string, pathname: string, response: ServerResponse): boolean {
	if (pathname === '/manifest.json') {
		response.setHeader('content-type', 'application/manifest+json');
		response.end(JSON.stringify({ name: 'VS Code', start_url: '.', display: 'standalone', icons: [] }));
		return true;
	}
	if (pathname === worker) {
		// The worker lies deeper than the pages it is for.
		response.writeHead(200, { 'content-type': types['js'], 'service-worker-allowed': '/' }).end(passingWorker);
		return true;
	}
	const file = publicFile.exec(pathname)?.[1];
	if (file === undefined) return false;
	response.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
	try {
		response.end(readFileSync(join(codeServerRoot, file)));
	} catch {
		response.writeHead(404).end();
	}
	return true;
}
