import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RedirectStrategyId } from '../../../src/core/oauth/redirectStrategies.ts';
import type { WaitingSignIn } from '../../../src/core/oauth/waitingSignIn.ts';
import { type IdentityProvider, startIdentityProvider } from '../../bed/identityProvider.ts';
import { answerOf, faultOf } from '../core/profileSupport.ts';
import { browse, isWaiting, setUpSignIns } from './oauthSupport.ts';

// Whoever can reach the URI handler or the loopback address, which is any page and any program, against sign-ins that wait.

let provider: IdentityProvider;
before(async () => {
	provider = await startIdentityProvider({ redirectUris: ['https://vscode.dev/redirect'] });
});
after(() => provider.close());

type Bed = Awaited<ReturnType<typeof setUpSignIns>>;
/** A sign-in whose person has signed in at the server, and whose answer has not been brought back yet. */
type Pending = { readonly signIn: WaitingSignIn; readonly answer: URLSearchParams; readonly address: URL };

async function begin(bed: Bed, strategy: RedirectStrategyId, login: string): Promise<Pending> {
	const signIn = await bed.start(strategy);
	const address = await browse(signIn, { login });
	return { signIn, address, answer: address.searchParams };
}

/** An answer with some parameters set, taken away, or there a second time. */
function changed(
	{ answer }: Pending,
	{
		set = {},
		without = [],
		twice = {},
	}: Partial<Record<'set' | 'twice', Readonly<Record<string, string>>>> & {
		readonly without?: readonly string[];
	},
): URLSearchParams {
	const parameters = new URLSearchParams(answer);
	for (const name of without) {
		parameters.delete(name);
	}
	for (const [name, value] of Object.entries(set)) {
		parameters.set(name, value);
	}
	for (const [name, value] of Object.entries(twice)) {
		parameters.append(name, value);
	}
	return parameters;
}

const codeExchanges = () => provider.tokenRequests.filter(({ grantType }) => grantType === 'authorization_code').length;

/** The right answer ends the sign-in with tokens of that person. */
async function assertCompletes({ signIns }: Bed, { signIn, answer }: Pending, login: string) {
	assert.equal(signIns.receive(answer, signIn.way.id), 'answered');
	const tokens = await answerOf(signIn.end);
	assert.equal(tokens.account, `${login}@example.com`);
	assert.equal(await provider.isLive(tokens.accessToken), true);
	return tokens;
}

/** Neither a line of the log nor one of the transcript tells what an answer held. */
function assertKeptQuiet({ log, written }: Bed, ...all: readonly Pending[]) {
	for (const { signIn, answer } of all) {
		for (const secret of [signIn.state, answer.get('code') ?? 'no code']) {
			assert.ok(secret.length > 5 && !log.join('\n').includes(secret), log.join('\n'));
			assert.ok(!written().includes(secret));
		}
	}
}

type Attack = readonly [what: string, forge: (victim: Pending, bystander: Pending) => URLSearchParams];
const attacks: readonly Attack[] = [
	['the state of no sign-in', (victim) => changed(victim, { set: { state: 'x'.repeat(43) } })],
	['no state', (victim) => changed(victim, { without: ['state'] })],
	['an empty state', (victim) => changed(victim, { set: { state: '' } })],
	['more behind the state', (victim) => changed(victim, { set: { state: `${victim.signIn.state}x` } })],
	['a part of the state', (victim) => changed(victim, { set: { state: victim.signIn.state.slice(0, -1) } })],
	['the state in capitals', (victim) => changed(victim, { set: { state: victim.signIn.state.toUpperCase() } })],
	['the state twice', (victim) => changed(victim, { twice: { state: victim.signIn.state } })],
	['the states of two sign-ins', (victim, { signIn }) => changed(victim, { twice: { state: signIn.state } })],
	['a name that every object has for state', (victim) => changed(victim, { set: { state: '__proto__' } })],
	['the name of another server', (victim) => changed(victim, { set: { iss: 'https://accounts.google.com' } })],
	['no name of the server, where it is required', (victim) => changed(victim, { without: ['iss'] })],
	['an empty name of the server', (victim) => changed(victim, { set: { iss: '' } })],
	['the name of the server and another', (victim) => changed(victim, { twice: { iss: 'https://evil.example' } })],
	['no code', (victim) => changed(victim, { without: ['code'] })],
	['an empty code', (victim) => changed(victim, { set: { code: '' } })],
	['two codes', (victim, bystander) => changed(victim, { twice: { code: bystander.answer.get('code') ?? '' } })],
	['an access token of the implicit flow', (victim) => changed(victim, { set: { token: 'x' } })],
	['an ID token of the hybrid flow', (victim) => changed(victim, { set: { id_token: 'x' } })],
	['a signed answer that nobody asked for', (victim) => changed(victim, { set: { response: 'x.y.z' } })],
	[
		'an error and no state',
		(victim) => changed(victim, { without: ['state', 'code'], set: { error: 'access_denied' } }),
	],
	[
		'an error and the state of no sign-in',
		(victim) => changed(victim, { set: { state: 'x', error: 'access_denied' } }),
	],
	[
		'an error of another server',
		(victim) => changed(victim, { set: { iss: 'https://evil.example', error: 'server_error' } }),
	],
	['more than any answer holds', (victim) => changed(victim, { set: { padding: 'x'.repeat(8_192) } })],
	['nothing at all', () => new URLSearchParams()],
];

describe('an answer with', () => {
	for (const [what, forge] of attacks) {
		it(`${what} is a stray: nobody is signed in, and both who wait still can`, async () => {
			const bed = await setUpSignIns(provider);
			const victim = await begin(bed, 'uri-handler', 'ada');
			const bystander = await begin(bed, 'loopback', 'grace');
			const before = codeExchanges();
			const forged = forge(victim, bystander);
			for (const by of ['uri-handler', 'loopback'] as const) {
				assert.equal(bed.signIns.receive(forged, by), 'stray');
			}
			assert.deepEqual([await isWaiting(victim.signIn), await isWaiting(bystander.signIn)], [true, true]);
			assert.equal(codeExchanges(), before);
			assert.deepEqual(bed.log, [
				'sign-in: an answer by uri-handler that belongs to no sign-in was ignored',
				'sign-in: an answer by loopback that belongs to no sign-in was ignored',
			]);
			await assertCompletes(bed, bystander, 'grace');
			await assertCompletes(bed, victim, 'ada');
			assertKeptQuiet(bed, victim, bystander);
		});
	}
});

describe('the right answer', () => {
	for (const [waits, comes] of [
		['uri-handler', 'loopback'],
		['loopback', 'uri-handler'],
		['paste', 'uri-handler'],
		['paste', 'loopback'],
	] as const) {
		it(`by ${comes} is a stray where ${waits} is waited for`, async () => {
			const bed = await setUpSignIns(provider);
			const pending = await begin(bed, waits, 'ada');
			assert.equal(bed.signIns.receive(pending.answer, comes), 'stray');
			assert.equal(await isWaiting(pending.signIn), true);
			assertKeptQuiet(bed, pending);
			if (waits === 'paste') {
				assert.equal(await pending.signIn.paste(pending.address.href), undefined);
				assert.equal((await answerOf(pending.signIn.end)).account, 'ada@example.com');
			} else {
				await assertCompletes(bed, pending, 'ada');
			}
		});
	}

	it('a second time is a stray, before and after the code was exchanged', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'uri-handler', 'ada');
		const before = codeExchanges();
		assert.equal(bed.signIns.receive(pending.answer, 'uri-handler'), 'answered');
		assert.equal(bed.signIns.receive(pending.answer, 'uri-handler'), 'stray');
		const { accessToken } = await answerOf(pending.signIn.end);
		assert.equal(bed.signIns.receive(pending.answer, 'uri-handler'), 'stray');
		assert.equal(codeExchanges(), before + 1);
		// A code used twice would have had the server revoke what it gave (RFC 6749, section 4.1.2).
		assert.equal(await provider.isLive(accessToken), true);
		assertKeptQuiet(bed, pending);
	});

	it('of a window that was closed is a stray in another', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'uri-handler', 'ada');
		const other = await setUpSignIns(provider);
		assert.equal(other.signIns.receive(pending.answer, 'uri-handler'), 'stray');
		assertKeptQuiet(other, pending);
		await assertCompletes(bed, pending, 'ada');
	});

	it('after the five minutes is a stray', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'loopback', 'ada');
		bed.clock.advance(5 * 60_000 - 1);
		assert.equal(await isWaiting(pending.signIn), true);
		bed.clock.advance(1);
		assert.equal(await faultOf(pending.signIn.end), 'sign-in-unanswered');
		const before = codeExchanges();
		assert.equal(bed.signIns.receive(pending.answer, 'loopback'), 'stray');
		assert.equal(codeExchanges(), before);
		assert.deepEqual([bed.listening.size, bed.clock.waiting], [0, 0]);
		assertKeptQuiet(bed, pending);
	});

	it('after the sign-in was called off is a stray', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'loopback', 'ada');
		pending.signIn.cancel();
		assert.deepEqual(await pending.signIn.end, { kind: 'cancelled' });
		assert.equal(bed.signIns.receive(pending.answer, 'loopback'), 'stray');
		assert.deepEqual([bed.listening.size, bed.clock.waiting], [0, 0]);
		assertKeptQuiet(bed, pending);
	});

	it('when no sign-in was ever begun is a stray', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(await setUpSignIns(provider), 'uri-handler', 'ada');
		for (const by of ['uri-handler', 'loopback', 'paste'] as const) {
			assert.equal(bed.signIns.receive(pending.answer, by), 'stray');
		}
	});
});

describe('an answer with the right state', () => {
	it('and both a code and an error signs nobody in, and the other sign-in can go on', async () => {
		const bed = await setUpSignIns(provider);
		const victim = await begin(bed, 'uri-handler', 'ada');
		const bystander = await begin(bed, 'uri-handler', 'grace');
		const before = codeExchanges();
		const both = changed(victim, { set: { error: 'access_denied' } });
		assert.equal(bed.signIns.receive(both, 'uri-handler'), 'refused');
		assert.match(await faultOf(victim.signIn.end), /^oauth-declined/);
		assert.equal(codeExchanges(), before);
		await assertCompletes(bed, bystander, 'grace');
		assertKeptQuiet(bed, victim, bystander);
	});

	it('and the code of another sign-in signs nobody in, for it is not bound to that; the other is not disturbed', async () => {
		const bed = await setUpSignIns(provider);
		const victim = await begin(bed, 'loopback', 'ada');
		const other = await begin(bed, 'loopback', 'mallory');
		const injected = changed(victim, { set: { code: other.answer.get('code') ?? '' } });
		assert.equal(bed.signIns.receive(injected, 'loopback'), 'answered');
		assert.match(await faultOf(victim.signIn.end), /^oauth-code-invalid/);
		assert.equal(await isWaiting(other.signIn), true);
		await assertCompletes(bed, other, 'mallory');
		assertKeptQuiet(bed, victim, other);
	});

	it('that says no ends the sign-in with that, once', async () => {
		const bed = await setUpSignIns(provider);
		const signIn = await bed.start('uri-handler');
		const address = await browse(signIn, { login: 'ada', cancelAt: 'Allow access' });
		assert.equal(bed.signIns.receive(address.searchParams, 'uri-handler'), 'refused');
		assert.match(await faultOf(signIn.end), /^oauth-declined/);
		assert.equal(bed.signIns.receive(address.searchParams, 'uri-handler'), 'stray');
	});
});

describe('an answer that VS Code’s own relay brought', () => {
	const relay = 'https://vscode.dev/redirect';

	/** A sign-in whose state is the editor's address with a nonce in it, and the answer as the editor gets it. */
	async function beginByRelay(bed: Bed, login: string) {
		const { id, secret } = provider.clients.web;
		const client = { id, kind: 'other', auth: 'client_secret_basic', redirectUris: [relay] } as const;
		const signIn = await bed.start('uri-handler', {
			server: bed.server,
			client,
			clientSecret: secret,
			scopes: ['openid', 'email'],
		});
		const address = await browse(signIn, { login });
		const answer = new URLSearchParams(address.searchParams);
		const nonce = new URL(answer.get('state') ?? '').searchParams.get('nonce') ?? '';
		answer.delete('state');
		answer.set('nonce', nonce);
		return { signIn, address, answer };
	}

	const states: readonly (readonly [what: string, state: (state: string) => Readonly<Record<string, string>>])[] = [
		['no state', () => ({})],
		['the state', (state) => ({ state })],
		['a state that was torn', (state) => ({ state: state.split('?')[0] ?? '' })],
	];
	for (const [what, state] of states) {
		it(`is known by its nonce, with ${what}`, async () => {
			const bed = await setUpSignIns(provider);
			const pending = await beginByRelay(bed, 'ada');
			const brought = changed(pending, { set: state(pending.signIn.state) });
			assert.equal(bed.signIns.receive(brought, 'uri-handler'), 'answered');
			assert.equal((await answerOf(pending.signIn.end)).account, 'ada@example.com');
			assertKeptQuiet(bed, pending);
			assert.ok(!bed.written().includes(pending.answer.get('nonce') ?? ''));
		});
	}

	const forged: readonly (readonly [what: string, forge: (mine: Pending, other: Pending) => URLSearchParams])[] = [
		['no nonce', (mine) => changed(mine, { without: ['nonce'] })],
		['another nonce', (mine) => changed(mine, { set: { nonce: 'x' } })],
		['two nonces', (mine, other) => changed(mine, { twice: { nonce: other.answer.get('nonce') ?? '' } })],
		[
			'the nonce as state',
			(mine) => changed(mine, { without: ['nonce'], set: { state: mine.answer.get('nonce') ?? '' } }),
		],
		['the name of another server', (mine) => changed(mine, { set: { iss: 'https://evil.example' } })],
		['no name of the server', (mine) => changed(mine, { without: ['iss'] })],
		['two codes', (mine) => changed(mine, { twice: { code: 'x' } })],
	];
	for (const [what, forge] of forged) {
		it(`with ${what} is a stray`, async () => {
			const bed = await setUpSignIns(provider);
			const mine = await beginByRelay(bed, 'ada');
			const other = await beginByRelay(bed, 'grace');
			const before = codeExchanges();
			assert.equal(bed.signIns.receive(forge(mine, other), 'uri-handler'), 'stray');
			assert.deepEqual(
				[await isWaiting(mine.signIn), await isWaiting(other.signIn), codeExchanges()],
				[true, true, before],
			);
			for (const { signIn, answer } of [other, mine]) {
				assert.equal(bed.signIns.receive(answer, 'uri-handler'), 'answered');
				await answerOf(signIn.end);
			}
		});
	}

	it('is no way around the state of any other sign-in', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'uri-handler', 'ada');
		const around = changed(pending, { without: ['state'], set: { nonce: pending.signIn.state } });
		assert.equal(bed.signIns.receive(around, 'uri-handler'), 'stray');
		await assertCompletes(bed, pending, 'ada');
	});

	it('may be pasted instead', async () => {
		const bed = await setUpSignIns(provider);
		const { signIn, address } = await beginByRelay(bed, 'ada');
		assert.equal(await signIn.paste(address.href), undefined);
		assert.equal((await answerOf(signIn.end)).account, 'ada@example.com');
	});
});

describe('a server whose name nobody knows, since its endpoints were typed', () => {
	it('is taken at whatever name it gives, and at none; state and code are judged all the same', async () => {
		for (const iss of ['https://whatever.example', undefined]) {
			const bed = await setUpSignIns(provider);
			const { authorization_response_iss_parameter_supported: _, ...server } = bed.server;
			const client = {
				id: provider.clients.editor.id,
				kind: 'other',
				auth: 'none',
				redirectUris: [provider.clients.editor.redirectUri],
			} as const;
			const typed = { ...server, issuer: 'https://unknown.example', isIssuerUnknown: true } as const;
			const signIn = await bed.start('uri-handler', { server: typed, client, scopes: ['openid', 'email'] });
			const { searchParams: answer } = await browse(signIn, { login: 'ada' });
			const pending = { signIn, answer, address: new URL('x:y') };
			const set = iss === undefined ? {} : { iss };
			for (const forged of [
				changed(pending, { set: { ...set, state: 'x' } }),
				changed(pending, { set, without: ['state'] }),
				changed(pending, { set, without: ['code'] }),
			]) {
				assert.equal(bed.signIns.receive(forged, 'uri-handler'), 'stray');
			}
			const right = changed(pending, iss === undefined ? { without: ['iss'] } : { set });
			assert.equal(bed.signIns.receive(right, 'uri-handler'), 'answered');
			assert.equal((await answerOf(signIn.end)).account, 'ada@example.com');
		}
	});
});

describe('what is pasted', () => {
	it('of another sign-in changes nothing, and the right address ends the wait', async () => {
		const bed = await setUpSignIns(provider);
		const mine = await begin(bed, 'paste', 'ada');
		const other = await begin(bed, 'paste', 'mallory');
		const before = codeExchanges();
		assert.match((await mine.signIn.paste(other.address.href)) ?? '', /another sign-in/);
		assert.match((await mine.signIn.paste(other.address.search)) ?? '', /another sign-in/);
		assert.equal(codeExchanges(), before);
		assert.equal(await mine.signIn.paste(mine.address.href), undefined);
		assert.equal((await answerOf(mine.signIn.end)).account, 'ada@example.com');
		assert.equal(await other.signIn.paste(other.address.href), undefined);
		assert.equal((await answerOf(other.signIn.end)).account, 'mallory@example.com');
		assertKeptQuiet(bed, mine, other);
	});

	it('as the code of another sign-in is refused by the server; the box goes on waiting, and the right code ends the wait', async () => {
		const bed = await setUpSignIns(provider);
		const mine = await begin(bed, 'paste', 'ada');
		const other = await begin(bed, 'paste', 'mallory');
		assert.match((await mine.signIn.paste(other.answer.get('code') ?? '')) ?? '', /does not take this code/);
		assert.equal(await isWaiting(mine.signIn), true);
		assert.equal(await mine.signIn.paste(mine.answer.get('code') ?? ''), undefined);
		assert.equal((await answerOf(mine.signIn.end)).account, 'ada@example.com');
		assert.equal(await other.signIn.paste(other.address.href), undefined);
		assert.equal((await answerOf(other.signIn.end)).account, 'mallory@example.com');
	});

	for (const [what, forge] of attacks.filter(
		([name]) => !name.startsWith('more than') && !name.startsWith('nothing'),
	)) {
		it(`as an address with ${what} changes nothing`, async () => {
			const bed = await setUpSignIns(provider);
			const mine = await begin(bed, 'paste', 'ada');
			const other = await begin(bed, 'paste', 'mallory');
			const before = codeExchanges();
			assert.ok(await mine.signIn.paste(`http://127.0.0.1:1/callback?${forge(mine, other)}`));
			assert.deepEqual([await isWaiting(mine.signIn), codeExchanges()], [true, before]);
			assert.equal(await mine.signIn.paste(mine.address.href), undefined);
			assert.equal((await answerOf(mine.signIn.end)).account, 'ada@example.com');
		});
	}

	for (const text of ['', ' ', 'two words', 'http://127.0.0.1:1/', 'x'.repeat(10_000)]) {
		it(`as ${JSON.stringify(text.slice(0, 20))} is neither, and nobody is asked about it`, async () => {
			const bed = await setUpSignIns(provider);
			const signIn = await bed.start('paste');
			const before = codeExchanges();
			assert.match((await signIn.paste(text)) ?? '', /neither the address/);
			assert.deepEqual([await isWaiting(signIn), codeExchanges()], [true, before]);
			signIn.cancel();
		});
	}

	it('comes too late where the answer has come', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'loopback', 'ada');
		const before = codeExchanges();
		assert.equal(bed.signIns.receive(pending.answer, 'loopback'), 'answered');
		assert.match((await pending.signIn.paste(pending.address.href)) ?? '', /come another way/);
		await answerOf(pending.signIn.end);
		assert.equal(codeExchanges(), before + 1);
	});

	it('as a wrong code holds up no right answer that comes meanwhile', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'loopback', 'ada');
		const pasting = pending.signIn.paste('a-wrong-code');
		assert.equal(bed.signIns.receive(pending.answer, 'loopback'), 'answered');
		assert.match((await pasting) ?? '', /does not take this code/);
		assert.equal((await answerOf(pending.signIn.end)).account, 'ada@example.com');
	});

	it('as a wrong code when the five minutes end, ends with them', async () => {
		const bed = await setUpSignIns(provider);
		const signIn = await bed.start('paste');
		const pasting = signIn.paste('a-wrong-code');
		bed.clock.advance(5 * 60_000);
		assert.equal(await pasting, undefined);
		assert.equal(await faultOf(signIn.end), 'sign-in-unanswered');
	});

	it('as the right code when the five minutes end, still signs in', async () => {
		const bed = await setUpSignIns(provider);
		const pending = await begin(bed, 'paste', 'ada');
		const pasting = pending.signIn.paste(pending.address.href);
		bed.clock.advance(5 * 60_000);
		assert.equal(await pasting, undefined);
		assert.equal((await answerOf(pending.signIn.end)).account, 'ada@example.com');
	});

	it('as a wrong code when the sign-in is called off, leaves it so', async () => {
		const bed = await setUpSignIns(provider);
		const signIn = await bed.start('paste');
		const pasting = signIn.paste('a-wrong-code');
		signIn.cancel();
		assert.equal(await pasting, undefined);
		assert.deepEqual(await signIn.end, { kind: 'cancelled' });
		assert.match((await signIn.paste('another-code')) ?? '', /come another way/);
	});
});

it('rubbish without end fills no log', async () => {
	const bed = await setUpSignIns(provider);
	for (let round = 0; round < 1_000; round++) {
		assert.equal(bed.signIns.receive(new URLSearchParams({ state: `s${round}`, code: 'x' }), 'uri-handler'), 'stray');
	}
	assert.equal(bed.log.length, 20);
	bed.clock.advance(60_001);
	assert.equal(bed.signIns.receive(new URLSearchParams({ state: 'x' }), 'uri-handler'), 'stray');
	assert.equal(bed.log.length, 21);
});
