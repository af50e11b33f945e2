import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { remediesOf } from '../../../../src/core/errors/remedies/remediesOf.ts';
import { vaultKey } from '../../../../src/core/profiles/profile.ts';
import { keptElsewhere } from '../../../../src/core/secretSources/secretSource.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';
import type { Fault } from '../../../emulator/faults.ts';
import { retriever } from '../../../emulator/oauth/scopes.ts';
import { cloudPlatform, machineBed } from '../../net/machineSupport.ts';
import { answerOf, draft } from '../profileSupport.ts';
import { setUpSources } from '../secretSources/sourceSupport.ts';
import { diagnosed, diagnosePorts, failures, hurried, reasonOf } from './diagnoseSupport.ts';
import { addSignIn } from './signInSupport.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());
afterEach(() => emulator.clearFaults());

const onCount: Fault['match'] = { path: ':countTokens' };
const readonlyScope = 'https://www.googleapis.com/auth/cloud-platform.read-only';
const dead = 'http://127.0.0.1:1';

async function ofKey(key: string, model?: string, different = {}) {
	const bed = machineBed(emulator);
	const profile = await answerOf(bed.store.add(draft('Work'), key));
	return diagnosed(diagnosePorts(bed, different), profile, model);
}

async function ofRobot({ quotaProject, email }: { quotaProject?: string; email?: string } = {}, different = {}) {
	const bed = machineBed(emulator);
	const added = await bed.addServiceAccount(email ?? emulator.serviceAccounts.seeded.runner);
	const profile = await answerOf(bed.store.edit(added.id, { quotaProject }));
	return diagnosed(diagnosePorts(bed, different), profile);
}

describe('a key', () => {
	for (const [name, cause] of [
		['expired', 'api-key-expired'],
		['leaked', 'api-key-leaked'],
		['serviceBlocked', 'api-key-service-blocked'],
	] as const) {
		it(`that is ${cause} fails where it is looked at`, async () => {
			const said = await ofKey(emulator.keys[name]);
			assert.deepEqual(failures(said), [`credential: ${cause}`]);
			assert.equal(reasonOf(said, 'api'), 'Not reached: Token or key');
			assert.equal(reasonOf(said, 'count-tokens'), 'Not reached: Token or key');
		});
	}

	it('that nobody knows fails where it is looked at', async () => {
		assert.deepEqual(failures(await ofKey('a-marker-that-is-no-key')), ['credential: api-key-invalid']);
	});

	it('of a project without the API passes, and the project does not', async () => {
		const said = await ofKey(emulator.keys.apiDisabled);
		assert.deepEqual(failures(said), ['api: api-disabled']);
		assert.equal(said.short.credential, 'passed');
		assert.equal(reasonOf(said, 'model'), 'Not reached: API enabled');
	});

	it('of a project that is suspended passes, and the project does not', async () => {
		assert.deepEqual(failures(await ofKey(emulator.keys.suspended)), ['api: project-blocked']);
	});

	it('that the vault has lost fails at its source', async () => {
		const bed = machineBed(emulator);
		const profile = await answerOf(bed.store.add(draft('Work'), emulator.keys.valid));
		bed.vault.secrets.delete(vaultKey(profile));
		bed.store.forgetSecrets();
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), ['source: secret-missing']);
		assert.equal(reasonOf(said, 'credential'), 'Not reached: Credential source');
	});

	it('of a profile that was deleted meanwhile is none', async () => {
		const bed = machineBed(emulator);
		const profile = await answerOf(bed.store.add(draft('Work'), emulator.keys.valid));
		await bed.store.remove(profile.id);
		assert.deepEqual(failures(await diagnosed(diagnosePorts(bed), profile)), ['source: profile-gone']);
	});

	it('that a command is to print, and does not, fails at its source without the arguments', async () => {
		const sourced = setUpSources();
		const bed = machineBed(emulator, undefined, {}, sourced.secrets);
		const command = ['/bin/sh', '-c', 'exit 3', 'an-argument-marker'];
		const source = { kind: 'command', command, timeoutSeconds: 10 };
		const profile = await answerOf(
			bed.store.add({ ...draft('Work'), method: 'api-key', keyKind: 'other', source }, keptElsewhere),
		);
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), ['source: source-failed']);
		assert.match(said.results.source.lines.join(), /the output of sh\./);
		assert.doesNotMatch(JSON.stringify(said.events), /an-argument-marker/);
	});

	it('that a variable holds is read there', async () => {
		const sourced = setUpSources();
		sourced.environment['GEMINI_API_KEY'] = emulator.keys.valid;
		const bed = machineBed(emulator, undefined, {}, sourced.secrets);
		const source = { kind: 'environment', name: 'GEMINI_API_KEY' };
		const profile = await answerOf(
			bed.store.add({ ...draft('Work'), method: 'api-key', keyKind: 'other', source }, keptElsewhere),
		);
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), []);
		assert.deepEqual(said.results.source.lines, ['Kept in GEMINI_API_KEY of the environment.']);
	});
});

describe('Gemini', () => {
	it('without the model fails at the model', async () => {
		const said = await ofKey(emulator.keys.valid, 'gemini-1.0-gone');
		assert.deepEqual(failures(said), ['model: model-not-found']);
		assert.deepEqual([said.short.credential, said.short.api], ['passed', 'passed']);
		assert.equal(reasonOf(said, 'location'), 'Not reached: Model');
	});

	for (const path of ['/models', ':countTokens']) {
		it(`that is not offered here fails at the location, where ${path} says so`, async () => {
			emulator.failAll({ kind: 'error', name: 'location-unsupported', match: { path } });
			const said = await ofKey(emulator.keys.valid);
			assert.deepEqual(failures(said), ['location: location-unsupported']);
			assert.equal(said.short.credential, 'passed');
			assert.equal(reasonOf(said, 'count-tokens'), 'Not reached: Location');
			assert.equal(said.short.model, path === '/models' ? 'skipped' : 'passed');
		});
	}

	it('that counts no tokens any more today fails at counting alone', async () => {
		emulator.failAll({ kind: 'error', name: 'quota-daily', match: onCount });
		const said = await ofKey(emulator.keys.valid);
		assert.deepEqual(failures(said), ['count-tokens: quota-exhausted']);
		// Whether the place is fine a quota does not tell.
		assert.deepEqual([said.short.model, said.short.location], ['passed', 'skipped']);
	});

	it('that is silent to one call fails at that, and what was answered stays', async () => {
		emulator.failAll({ kind: 'hang', match: onCount });
		const bed = machineBed(emulator);
		const profile = await answerOf(bed.store.add(draft('Work'), emulator.keys.valid));
		const said = await diagnosed(diagnosePorts(bed, { clock: hurried(100) }), profile);
		assert.deepEqual(failures(said), ['count-tokens: network-timeout']);
		assert.deepEqual([said.short.credential, said.short.api, said.short.model], ['passed', 'passed', 'passed']);
		assert.equal(said.short.location, 'skipped');
		await setTimeout(50);
		assert.equal(emulator.calls.at(-1)?.outcome, 'closed-by-client');
	});

	it('that is silent altogether fails on the way, and what needs no way there goes on', async () => {
		emulator.failAll({ kind: 'hang', match: { path: '/v1beta' } });
		const said = await ofRobot({}, { clock: hurried(100) });
		assert.deepEqual(failures(said), ['way: network-timeout']);
		assert.deepEqual([said.short.source, said.short.credential, said.short.scopes], ['passed', 'passed', 'passed']);
		assert.match(reasonOf(said, 'clock'), /Nothing answered/);
		assert.equal(reasonOf(said, 'api'), 'Not reached: Proxy and TLS');
	});

	it('that is nowhere fails on the way; without an address already at its name', async () => {
		const bed = machineBed(emulator, undefined, { 'generativelanguage.googleapis.com': dead });
		const profile = await answerOf(bed.store.add(draft('Work'), emulator.keys.valid));
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), ['way: network-unreachable']);
		assert.equal(reasonOf(said, 'credential'), 'Not reached: Proxy and TLS');
		const lookUpHost = () => Promise.reject(Object.assign(new Error('a-marker'), { code: 'ENOTFOUND' }));
		const nameless = await diagnosed(diagnosePorts(bed, { isEmulated: () => false, lookUpHost }), profile);
		assert.deepEqual(failures(nameless), ['dns: network-unreachable']);
		assert.equal(reasonOf(nameless, 'way'), 'Not reached: Name lookup');
		assert.equal(reasonOf(nameless, 'count-tokens'), 'Not reached: Name lookup');
		assert.doesNotMatch(JSON.stringify(nameless.events), /a-marker/);
	});

	it('behind a proxy that refuses fails on the way', async () => {
		emulator.failAll({ kind: 'page', page: 'proxy-407' });
		assert.deepEqual(failures(await ofKey(emulator.keys.valid)), ['way: proxy']);
	});
});

describe('a name', () => {
	const isEmulated = () => false;

	it('that is found is told with its addresses', async () => {
		const said = await ofKey(emulator.keys.valid, undefined, { isEmulated, lookUpHost: async () => ['192.0.2.1'] });
		assert.deepEqual(said.results.dns.lines, ['generativelanguage.googleapis.com is at 192.0.2.1.']);
	});

	it('that only something else can look up fails nothing', async () => {
		const lookUpHost = () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' }));
		const said = await ofKey(emulator.keys.valid, undefined, { isEmulated, lookUpHost });
		assert.deepEqual(failures(said), []);
		assert.match(reasonOf(said, 'dns'), /ENOTFOUND/);
	});

	it('is looked up by the proxy, the browser or nobody', async () => {
		const proxyFor = () => 'http://proxy.example:8080';
		const lookUpHost = () => assert.fail('nobody asks');
		const byProxy = await ofKey(emulator.keys.valid, undefined, { isEmulated, lookUpHost, proxyFor });
		assert.match(reasonOf(byProxy, 'dns'), /proxy http:\/\/proxy\.example:8080 looks names up/);
		const inBrowser = await ofKey(emulator.keys.valid, undefined, { isEmulated });
		assert.match(reasonOf(inBrowser, 'dns'), /browser/);
	});

	it('whose lookup never ends holds nothing up', async () => {
		const lookUpHost = () => new Promise<never>(() => undefined);
		const said = await ofKey(emulator.keys.valid, undefined, { isEmulated, lookUpHost, clock: hurried(100) });
		assert.deepEqual(failures(said), []);
		assert.match(reasonOf(said, 'dns'), /ETIMEOUT/);
	});
});

describe('a token', () => {
	it('with too few scopes fails at the scopes, and they are told', async () => {
		const bed = machineBed(emulator);
		const { runner } = emulator.serviceAccounts.seeded;
		const profile = await bed.addToken(emulator.serviceAccounts.giveToken(runner, [readonlyScope]));
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), ['scopes: scope-insufficient']);
		assert.equal(said.short.credential, 'passed');
		assert.match(said.results.scopes.lines.join(), /cloud-platform\.read-only/);
		assert.equal(reasonOf(said, 'api'), 'Not reached: Scopes');
	});

	it('with too few scopes is known by Google’s word where Gemini is not reached', async () => {
		const bed = machineBed(emulator, undefined, { 'generativelanguage.googleapis.com': dead });
		const { runner } = emulator.serviceAccounts.seeded;
		const profile = await bed.addToken(emulator.serviceAccounts.giveToken(runner, [readonlyScope]));
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), ['way: network-unreachable', 'scopes: scope-insufficient']);
	});

	it('that was revoked fails where it is looked at, and the sign-in has ended', async () => {
		const bed = machineBed(emulator);
		const profile = await addSignIn(bed, emulator);
		emulator.oauth.revokeGrants(emulator.oauth.accounts.personal.email);
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), ['credential: oauth-refresh-revoked']);
		assert.equal(said.short.source, 'passed');
		const again = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(again), ['source: oauth-refresh-revoked']);
	});

	it('that was pasted and is over fails where it is looked at', async () => {
		const bed = machineBed(emulator);
		const said = await diagnosed(diagnosePorts(bed), await bed.addToken('ya29.never-given-to-anybody'));
		assert.deepEqual(failures(said), ['credential: token-invalid']);
	});

	it('of an account that is disabled fails where it is looked at', async () => {
		const email = emulator.serviceAccounts.add('disabled-one');
		const bed = machineBed(emulator);
		const profile = await bed.addServiceAccount(email);
		emulator.serviceAccounts.disable(email);
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.equal(failures(said).length, 1);
		assert.match(failures(said).join(), /^credential: /);
	});

	it('about which nobody answers fails at the scopes, and the call goes on', async () => {
		emulator.failAll({ kind: 'hang', match: { path: '/tokeninfo' } });
		const said = await ofRobot({}, { clock: hurried(100) });
		assert.deepEqual(failures(said), ['scopes: network-timeout']);
		assert.equal(said.short['count-tokens'], 'passed');
	});

	it('of an impersonation that is denied fails at the permission', async () => {
		const bed = machineBed(emulator);
		const source = await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner);
		const email = emulator.serviceAccounts.add('not-allowed');
		const facts = { sourceId: source.id, email, delegates: [], lifetime: 3600, scopes: [cloudPlatform] };
		const acting = await answerOf(bed.store.add({ method: 'impersonation', name: 'Acting', ...facts }, '{"oauth":{}}'));
		const said = await diagnosed(diagnosePorts(bed), acting);
		assert.deepEqual(failures(said), ['permission: impersonation-denied']);
		assert.match(reasonOf(said, 'credential'), /See Permission/);
		assert.deepEqual(said.results.source.lines, ['By a token of another profile (Service account).']);
		await bed.store.remove(source.id);
		assert.deepEqual(failures(await diagnosed(diagnosePorts(bed), acting)), ['source: source-failed']);
	});

	it('of nobody who has signed in fails at its source', async () => {
		const bed = machineBed(emulator);
		const profile = await addSignIn(bed, emulator);
		assert.ok(profile.method === 'oauth-user');
		const { signIn: _, ...signedOut } = profile;
		await bed.store.replaceSecret(profile.id, '{"oauth":{}}', ({ secretVersion }) => ({ ...signedOut, secretVersion }));
		assert.deepEqual(failures(await diagnosed(diagnosePorts(bed), signedOut)), ['source: signed-out']);
	});
});

describe('a clock', () => {
	for (const [skewMs, words] of [
		[7_200_000, /2 hours ahead/],
		[-7_200_000, /2 hours behind/],
	] as const) {
		it(`that is wrong (${skewMs} ms) fails once, where it is looked at`, async () => {
			const bed = machineBed(emulator);
			const profile = await bed.addServiceAccount(emulator.serviceAccounts.seeded.runner);
			bed.time.skewMs = skewMs;
			const said = await diagnosed(diagnosePorts(bed), profile);
			assert.deepEqual(failures(said), ['clock: jwt-time-invalid']);
			assert.match(said.results.clock.lines.join(), words);
			assert.equal(reasonOf(said, 'credential'), 'Not reached: Clock');
			const { clock } = said.results;
			assert.ok(clock.result === 'failed' && Math.abs((clock.failure.clockAheadMs ?? 0) - skewMs) < 2_000);
		});
	}

	it('that is wrong does no harm to a key', async () => {
		const bed = machineBed(emulator);
		const profile = await answerOf(bed.store.add(draft('Work'), emulator.keys.valid));
		bed.time.skewMs = 7_200_000;
		const said = await diagnosed(diagnosePorts(bed), profile);
		assert.deepEqual(failures(said), []);
		assert.match(said.results.clock.lines.join(' '), /ahead of that of .* key does not care/);
	});
});

describe('a project', () => {
	const use = 'serviceusage.services.use';

	it('whose quota the caller may not use fails as quota project', async () => {
		const said = await ofRobot({ quotaProject: 'somebody-elses' });
		assert.deepEqual(failures(said), ['quota-project: quota-project-denied']);
		assert.equal(said.short.credential, 'passed');
		assert.equal(reasonOf(said, 'permission'), 'Not reached: Quota project');
	});

	it('on which the permission is missing is found by Resource Manager, with the command that grants it', async () => {
		const email = emulator.serviceAccounts.add('without-permission');
		const said = await ofRobot({ email, quotaProject: 'latchkey-emulator' });
		assert.deepEqual(failures(said), ['permission: quota-project-denied']);
		const { permission } = said.results;
		assert.ok(permission.result === 'failed');
		const command = remediesOf(permission.failure).find(({ id }) => id === 'grant-role')?.command ?? '';
		assert.match(
			command,
			/add-iam-policy-binding latchkey-emulator --member=serviceAccount:YOUR_SERVICE_ACCOUNT --role=roles\/serviceusage\.serviceUsageConsumer/,
		);
		// Gemini has answered, so that what its answers tell is told.
		assert.equal(said.short['count-tokens'], 'passed');
		emulator.projects.allow({ permission: use, member: email });
		assert.deepEqual(failures(await ofRobot({ email, quotaProject: 'latchkey-emulator' })), []);
	});

	it('on which Gemini refuses without a reason gets its reason from Resource Manager', async () => {
		emulator.failAll({ kind: 'error', name: 'permission-denied', match: { path: '/v1beta/models' } });
		const said = await ofRobot({ email: emulator.serviceAccounts.add('refused') });
		assert.deepEqual(failures(said), ['permission: permission-denied']);
		const { permission } = said.results;
		assert.ok(permission.result === 'failed');
		const command = remediesOf(permission.failure).find(({ id }) => id === 'grant-role')?.command ?? '';
		assert.match(command, /latchkey-emulator --member=serviceAccount.*serviceUsageConsumer/);
	});

	it('about which Resource Manager does not tell is skipped with the reason', async () => {
		emulator.failAll({ kind: 'error', name: 'service-disabled', match: { path: ':testIamPermissions' } });
		const said = await ofRobot();
		assert.deepEqual(failures(said), []);
		assert.match(reasonOf(said, 'permission'), /Resource Manager does not tell: API not enabled/);
		const bed = machineBed(emulator);
		emulator.clearFaults();
		const token = emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner, [retriever]);
		const pasted = await bed.addToken(token);
		const profile = await answerOf(bed.store.edit(pasted.id, { quotaProject: 'latchkey-emulator' }));
		assert.match(reasonOf(await diagnosed(diagnosePorts(bed), profile), 'permission'), /Too few scopes granted/);
	});

	it('about which nobody answers fails there, and the call goes on', async () => {
		emulator.failAll({ kind: 'hang', match: { path: ':testIamPermissions' } });
		const said = await ofRobot({}, { clock: hurried(100) });
		assert.deepEqual(failures(said), ['permission: network-timeout']);
	});
});
