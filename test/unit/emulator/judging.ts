import { apiKeyCredential } from '../../../src/core/credentials/apiKey.ts';
import type { Failure } from '../../../src/core/errors/failure.ts';
import { failureOfResponse } from '../../../src/core/errors/failureOf.ts';
import { fallbackModel } from '../../../src/core/gemini/models.ts';
import { streamAnswer } from '../../../src/core/gemini/streamAnswer.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import type { Clock } from '../../../src/core/ports.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { systemRandom } from '../../../src/net/platform.ts';
import type { Emulator, Fault } from '../../emulator/emulator.ts';
import { grantTypes, type OAuthErrorName, oauthErrors } from '../../emulator/errors/oauthErrors.ts';

/** Runs a hundred times as fast, so that the wait of a retry or for a silent server takes no person's time. */
const hurriedClock: Clock = {
	now: () => Date.now(),
	after: (ms, callback) => {
		const timer = setTimeout(callback, ms / 100);
		return { dispose: () => clearTimeout(timer) };
	},
};

function transportTo(emulator: Emulator, silenceMs: number): FetchTransport {
	const door = readEmulatorDoor({ 'generativelanguage.googleapis.com': emulator.origin });
	return new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => silenceMs }, hurriedClock);
}

/** What a prompt meets while the fault holds, by the product's own call: the cause, or how the call ended without one. */
export async function promptUnder(emulator: Emulator, fault: Fault): Promise<string> {
	emulator.failAll(fault);
	const outcome = await streamAnswer(
		{
			// Long enough for a slow machine, except where the silence is the point.
			transport: transportTo(emulator, fault.kind === 'hang' ? 2000 : 3_000_000),
			credential: apiKeyCredential(emulator.keys.valid),
			signal: new AbortController().signal,
			retry: { clock: hurriedClock, random: systemRandom },
		},
		{ model: fallbackModel, prompt: 'Hello' },
		{ text: () => undefined, usage: () => undefined },
	);
	emulator.clearFaults();
	return outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind;
}

/** What the product makes of a response that no call of its own asks for yet, as if it came from `context.url`. */
export async function judgedUnder(
	emulator: Emulator,
	fault: Fault,
	context: { readonly url: string; readonly grantType?: string },
): Promise<Failure> {
	emulator.failAll(fault);
	const response = await transportTo(emulator, 3_000_000).send(
		{ method: 'POST', url: 'https://generativelanguage.googleapis.com/token', headers: {}, body: '' },
		{ signal: new AbortController().signal },
	);
	let body = '';
	for await (const piece of response.body) {
		body += Buffer.from(piece).toString('utf8');
	}
	emulator.clearFaults();
	return failureOfResponse({ httpStatus: response.status, headers: response.headers, body }, context, []);
}

/** A refusal of the token endpoint that gives it. */
export function judgedTokenError(emulator: Emulator, name: OAuthErrorName): Promise<Failure> {
	const { grant } = oauthErrors[name];
	const url = grant === 'exchange' ? 'https://sts.googleapis.com/v1/token' : 'https://oauth2.googleapis.com/token';
	return judgedUnder(emulator, { kind: 'oauth', name }, { url, grantType: grantTypes[grant] });
}
