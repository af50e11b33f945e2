import { lookup } from 'node:dns/promises';

/**
 * Addresses of a host, as the system finds them: hosts files and the like count too. Rejects with the system's error, whose `code` is
 * such as ENOTFOUND, or with ABORT_ERR once the signal is aborted; the system itself cannot be told to stop.
 */
export async function lookUpHost(host: string, signal: AbortSignal): Promise<readonly string[]> {
	const aborted = () => Object.assign(new Error('The lookup was aborted.'), { name: 'AbortError', code: 'ABORT_ERR' });
	if (signal.aborted) {
		throw aborted();
	}
	return new Promise((resolve, reject) => {
		const abort = () => reject(aborted());
		signal.addEventListener('abort', abort, { once: true });
		lookup(host, { all: true })
			.then((found) => resolve(found.map(({ address }) => address)), reject)
			.finally(() => signal.removeEventListener('abort', abort));
	});
}
