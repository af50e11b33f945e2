// Latchkey's way to a token, with the files it ships and what `compose.ts` hands them: everything there is loaded when it is first wanted. Lies
// beside a `vscode` when it runs, which is there before any extension.
import 'vscode';

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];
const clock = {
	now: () => Date.now(),
	after: (ms, callback) => {
		const timer = setTimeout(callback, ms);
		return { dispose: () => clearTimeout(timer) };
	},
};
const random = { uuid: () => crypto.randomUUID(), fraction: () => 0.5 };
const audit = { record: () => undefined };

export async function firstToken(origin, key, composing, sending) {
	const { client_email: email, private_key: privateKey, private_key_id: keyId } = key;
	const settings = {
		emulatorDoor: () => ({ hosts: { 'oauth2.googleapis.com': origin }, origins: [origin] }),
		silenceLimit: () => 5000,
	};
	const transport = {
		async send(request, options) {
			const { FetchTransport } = await import(sending);
			return new FetchTransport(settings, clock).send(request, options);
		},
	};
	const store = { secretOf: async () => ({ kind: 'answered', value: JSON.stringify({ oauth: { privateKey } }) }) };
	const { composeSignIn } = await import(composing);
	const { tokens } = composeSignIn({ store, transport, audit, clock, random }, undefined, undefined, {});
	const profile = { id: 'p', secretVersion: 'v', name: 'Robot', method: 'service-account', signing: 'exchange' };
	const outcome = await tokens.get({ ...profile, email, keyId, scopes }, new AbortController().signal);
	return outcome.kind === 'answered' ? outcome.value.accessToken : JSON.stringify(outcome);
}
