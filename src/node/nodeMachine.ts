import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { homedir } from 'node:os';
import type { FileRead, LocalAnswer, LocalRequest, Machine } from '../core/adc/machine.ts';

/** A credential has some thousand bytes; a token in a file or an answer too. */
const longest = 256 * 1024;

/** The machine this process runs on. */
export const nodeMachine = (environment: Machine['environment']): Machine => ({
	environment,
	isWindows: process.platform === 'win32',
	home: homedir(),
	readFile,
	askLocally,
});

/** A pipe keeps whoever opens it waiting for a writer. Windows has no such flag, and no such pipes. */
const withoutWaiting = constants.O_NONBLOCK ?? 0;

async function readFile(path: string): Promise<FileRead> {
	try {
		const file = await open(path, constants.O_RDONLY | withoutWaiting);
		try {
			const state = await file.stat();
			if (!state.isFile() || state.size > longest) {
				return { kind: 'unreadable', reason: state.isFile() ? 'EFBIG' : 'no file' };
			}
			return { kind: 'read', text: await file.readFile('utf8') };
		} finally {
			await file.close();
		}
	} catch (error) {
		const code = codeOf(error);
		return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', reason: code };
	}
}

const codeOf = (error: unknown): string => {
	const code = (error as { readonly code?: unknown }).code;
	return typeof code === 'string' ? code : 'Error';
};

/**
 * No proxy is asked, which would answer for a machine of its own: VS Code puts its proxy into the module object of node:http,
 * where it overrules an agent of one's own, and leaves a `request` that was imported by name alone. Redirects are not followed.
 */
function askLocally({ method, url, headers, timeout, signal }: LocalRequest): Promise<LocalAnswer> {
	return new Promise((resolve) => {
		const silent = (error: unknown) => resolve({ kind: 'silent', reason: codeOf(error) });
		const limited = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
		const asking = request(url, { method, headers, signal: limited, agent: new Agent() }, (response) => {
			const parts: Buffer[] = [];
			let length = 0;
			response.on('data', (part: Buffer) => {
				parts.push(part);
				length += part.length;
				if (length > longest) {
					response.destroy(Object.assign(new Error(), { code: 'EFBIG' }));
				}
			});
			response.on('error', silent);
			response.on('end', () =>
				resolve({
					kind: 'answered',
					status: response.statusCode ?? 0,
					headers: Object.fromEntries(
						Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
					),
					body: Buffer.concat(parts).toString('utf8'),
				}),
			);
		});
		asking.on('error', silent);
		asking.end();
	});
}
