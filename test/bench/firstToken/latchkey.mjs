// Latchkey's way to a token, with the files it ships and what `compose.ts` hands them: everything there is loaded when it is first wanted.
import '../vscodeStub.mjs';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { writeOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';

await import('vscode');

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
const clock = {
	now: () => Date.now(),
	after: (ms, callback) => {
		const timer = setTimeout(callback, ms);
		return { dispose: () => clearTimeout(timer) };
	},
};

export async function firstToken(
	origin,
	{ client_email: email, private_key: privateKey, private_key_id: keyId },
	...parts
) {
	const [composing, sending] = parts;
	const door = readEmulatorDoor({ 'oauth2.googleapis.com': origin });
	const transport = {
		async send(request, options) {
			const { FetchTransport } = await import(sending);
			return new FetchTransport({ emulatorDoor: () => door, silenceLimit: () => 5000 }, clock).send(request, options);
		},
	};
	const secret = writeOAuthSecret({ privateKey });
	const store = { secretOf: async () => ({ kind: 'answered', value: secret }) };
	const random = { uuid: () => crypto.randomUUID(), fraction: () => 0.5 };
	const { composeSignIn } = await import(composing);
	const { tokens } = composeSignIn(
		{ store, transport, clock, random, audit: { record() {} } },
		undefined,
		undefined,
		{},
	);
	const profile = { id: 'p', secretVersion: 'v', name: 'Robot', method: 'service-account', signing: 'exchange' };
	const outcome = await tokens.get({ ...profile, email, keyId, scopes }, new AbortController().signal);
	return outcome.kind === 'answered' ? outcome.value.accessToken : JSON.stringify(outcome);
}
