/** Waits for work that takes no signal, such as a keyring that asks for a password, no longer than the signal allows. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> {
	if (signal.aborted) {
		// Nobody is left to hear of its fault.
		work.catch(() => undefined);
		return Promise.resolve('aborted');
	}
	return new Promise((resolve, reject) => {
		const abort = () => resolve('aborted');
		signal.addEventListener('abort', abort, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
