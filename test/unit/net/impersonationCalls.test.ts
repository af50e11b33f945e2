import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import { remediesOf } from '../../../src/core/errors/remedies/remediesOf.ts';
import { writeOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';
import type { ImpersonationProfile, Profile } from '../../../src/core/profiles/profile.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf } from '../core/profileSupport.ts';
import { causeOf, cloudPlatform, machineBed, signal } from './machineSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
afterEach(() => emulator.clearFaults());

type Bed = ReturnType<typeof machineBed>;
type Facts = Partial<Pick<ImpersonationProfile, 'delegates' | 'lifetime' | 'name'>>;

async function impersonate({ store }: Bed, source: Profile, email: string, facts: Facts = {}) {
	const added = await answerOf(
		store.add(
			{
				method: 'impersonation',
				name: 'Acting',
				sourceId: source.id,
				email,
				delegates: [],
				lifetime: 3600,
				scopes: [cloudPlatform],
				...facts,
			},
			writeOAuthSecret({}),
		),
	);
	assert.ok(added.method === 'impersonation');
	return added;
}

const mintings = () => emulator.calls.filter(({ path }) => path.endsWith(':generateAccessToken')).length;

/** A further account of the emulator that `source` may make tokens of. */
function target(source: string, name: string): string {
	const email = emulator.serviceAccounts.add(name);
	emulator.serviceAccounts.allowImpersonation(source, email);
	return email;
}

describe('an impersonation', () => {
	it('calls Gemini as another account, and asks for its token once however many call', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const profile = await impersonate(bed, await bed.addServiceAccount(runner), target(runner, 'target-one'));
		const before = mintings();
		const all = await Promise.all(Array.from({ length: 200 }, () => answerOf(bed.tokens.get(profile, signal))));
		assert.equal(new Set(all.map(({ accessToken }) => accessToken)).size, 1);
		assert.ok((await answerOf(bed.count(profile))) > 0);
		assert.equal(mintings() - before, 1);
		assert.deepEqual(bed.audit.events.filter(({ type }) => type === 'token-requested').at(-1), {
			type: 'token-requested',
			grantType: 'generateAccessToken',
			result: 'answered',
			profileId: profile.id,
			profileName: 'Acting',
		});
	});

	it('has a token for as long as was chosen, and another after that', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const source = await bed.addToken(emulator.serviceAccounts.giveToken(runner));
		const profile = await impersonate(bed, source, target(runner, 'target-two'), { lifetime: 600 });
		const first = await answerOf(bed.tokens.get(profile, signal));
		assert.equal((first.expiresAt ?? 0) - first.obtainedAt, 600_000);
		bed.time.skewMs = 601_000;
		const second = await answerOf(bed.tokens.get(profile, signal));
		assert.notEqual(second.accessToken, first.accessToken);
	});

	it('whose token Gemini refuses has it renewed once', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const profile = await impersonate(bed, await bed.addServiceAccount(runner), target(runner, 'target-three'));
		await answerOf(bed.count(profile));
		const before = mintings();
		emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':countTokens' } });
		assert.ok((await answerOf(bed.count(profile))) > 0);
		assert.equal(mintings() - before, 1);
	});

	it('whose source’s token is refused has that renewed, and goes on', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const source = await bed.addServiceAccount(runner);
		const profile = await impersonate(bed, source, target(runner, 'target-four'));
		emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':generateAccessToken' } });
		assert.ok((await answerOf(bed.count(profile))) > 0);
	});

	it('leads through delegates, and through other impersonations', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const { allowImpersonation, add } = emulator.serviceAccounts;
		const [middle, end] = [add('middle'), add('end')];
		allowImpersonation(runner, middle);
		allowImpersonation(middle, end);
		const bed = machineBed(emulator);
		const source = await bed.addServiceAccount(runner);
		const delegated = await impersonate(bed, source, end, { delegates: [middle] });
		assert.ok((await answerOf(bed.count(delegated))) > 0);
		const first = await impersonate(bed, source, middle, { name: 'First' });
		const second = await impersonate(bed, first, end, { name: 'Second' });
		assert.ok((await answerOf(bed.count(second))) > 0);
		const direct = await impersonate(bed, source, end, { name: 'Direct' });
		assert.equal(causeOf(await bed.count(direct)), 'impersonation-denied');
	});

	it('that is not allowed says which role is missing, with the command that grants it', async () => {
		const { runner, other } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const profile = await impersonate(bed, await bed.addServiceAccount(runner), other);
		const outcome = await bed.count(profile);
		assert.ok(outcome.kind === 'failed');
		assert.equal(outcome.failure.cause, 'impersonation-denied');
		assert.match(wordsOf(outcome.failure).sentence, /Service Account Token Creator/);
		const [{ command = '' } = {}] = remediesOf(outcome.failure);
		assert.match(command, /^gcloud iam service-accounts add-iam-policy-binding .*serviceAccountTokenCreator$/);
	});

	it('of an account that is not there, or by a token that does not reach so far, says so', async () => {
		const { runner, deleted } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const source = await bed.addServiceAccount(runner);
		assert.equal(causeOf(await bed.count(await impersonate(bed, source, deleted))), 'service-account-not-found');
		const narrow = emulator.serviceAccounts.giveToken(runner, [
			'https://www.googleapis.com/auth/generative-language.retriever',
		]);
		const email = target(runner, 'target-five');
		const profile = await impersonate(bed, await bed.addToken(narrow), email);
		assert.equal(causeOf(await bed.count(profile)), 'scope-insufficient');
	});

	it('whose source is gone, leads back to itself, or is not for Google fails before anything is sent', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const source = await bed.addServiceAccount(runner);
		const email = target(runner, 'target-six');
		const one = await impersonate(bed, source, email, { name: 'One' });
		const two = await impersonate(bed, one, email, { name: 'Two' });
		const looped = await answerOf(bed.store.editMethod(one, { sourceId: two.id }));
		const before = emulator.calls.length;
		const loop = await bed.count(looped);
		assert.equal(causeOf(loop), 'source-failed');
		assert.ok(loop.kind === 'failed' && /Source profile/.test(wordsOf(loop.failure).title));
		await bed.store.remove(source.id);
		const orphan = await impersonate(bed, source, email, { name: 'Orphan' });
		assert.equal(causeOf(await bed.count(orphan)), 'source-failed');
		const key = await answerOf(bed.store.add({ name: 'Key', method: 'api-key', keyKind: 'auth' }, 'a-key'));
		assert.equal(causeOf(await bed.count(await impersonate(bed, key, email))), 'host-not-allowed');
		assert.equal(emulator.calls.length, before);
	});

	it('says which profile is at fault where its source has no token', async () => {
		const { keyDeleted, runner } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const source = await bed.addServiceAccount(keyDeleted, 'Broken');
		const outcome = await bed.count(await impersonate(bed, source, runner));
		assert.ok(outcome.kind === 'failed');
		assert.equal(outcome.failure.cause, 'jwt-signature-invalid');
		assert.match(outcome.failure.evidence ?? '', /“Broken”/);
	});

	it('leaves no token in audit, transcript or failure', async () => {
		const { runner, other } = emulator.serviceAccounts.seeded;
		const bed = machineBed(emulator);
		const token = emulator.serviceAccounts.giveToken(runner);
		const source = await bed.addToken(token);
		const denied = await bed.count(await impersonate(bed, source, other));
		const profile = await impersonate(bed, source, target(runner, 'target-seven'));
		const { accessToken } = await answerOf(bed.tokens.get(profile, signal));
		const kept = JSON.stringify([denied, bed.audit.events, bed.transcript.entries]);
		for (const secret of [token, accessToken]) {
			assert.ok(!kept.includes(secret));
		}
		assert.match(kept, /generateAccessToken/);
	});
});
