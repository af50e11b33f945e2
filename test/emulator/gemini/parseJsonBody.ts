import { badRequest } from '../errors/details.ts';
import { RpcError } from '../errors/rpcError.ts';

/** The body as JSON. An empty body is an empty message, as for Google; broken JSON is shown with a caret under the spot. */
export function parseJsonBody(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	if (text.trim() === '') {
		return {};
	}
	try {
		return JSON.parse(text);
	} catch {
		throw syntaxError(text);
	}
}

function syntaxError(text: string): RpcError {
	const at = firstWrong(text);
	const what = at === text.length ? 'Unexpected end of string. Expected a value.' : 'Unexpected token.';
	const start = Math.max(0, at - 20);
	const line = text.slice(start, at + 20).replace(/[\r\n\t]/g, ' ');
	const description = `Invalid JSON payload received. ${what}\n${line}\n${' '.repeat(at - start)}^`;
	return new RpcError({
		code: 400,
		message: description,
		status: 'INVALID_ARGUMENT',
		details: [badRequest([{ description }])],
	});
}

/**
 * Index of the first character that cannot be; the length where the text only ends too early. Found by halving, because
 * the engine names a position in some of its messages only: the text up to a spot is either the beginning of some JSON
 * or never can be.
 */
function firstWrong(text: string): number {
	let good = 0;
	let bad = text.length + 1;
	while (bad - good > 1) {
		const middle = (good + bad) >> 1;
		if (isBeginning(text.slice(0, middle))) {
			good = middle;
		} else {
			bad = middle;
		}
	}
	return good;
}

function isBeginning(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch (error) {
		const message = error instanceof Error ? error.message : '';
		const position = /at position (\d+)/.exec(message)?.[1];
		return position === undefined ? message.includes('end of JSON') : Number(position) >= text.length;
	}
}
