import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cause, causes } from '../../../../src/core/errors/cause.ts';
import { fittingRemedies } from '../../../../src/core/errors/remedies/fittingRemedies.ts';
import { labelOf } from '../../../../src/core/errors/remedies/remedyWords.ts';
import type { Profile } from '../../../../src/core/profiles/profile.ts';

const common = { id: 'p', secretVersion: 's', name: 'Work', createdAt: 0 };
const profiles = {
	'api-key': { ...common, method: 'api-key', keyKind: 'auth' },
	adc: { ...common, method: 'adc', scopes: [] },
	'service-account': {
		...common,
		method: 'service-account',
		email: 'robot@demo.iam.gserviceaccount.com',
		keyId: 'k',
		projectId: 'demo',
		tokenUri: 'https://oauth2.googleapis.com/token',
		scopes: [],
		signing: 'exchange',
	},
	'oauth-user': {
		...common,
		method: 'oauth-user',
		server: {} as never,
		client: {} as never,
		scopes: [],
		signIn: { at: 0, account: 'ada@example.com', scopes: [] },
	},
} satisfies Record<string, unknown> as unknown as Readonly<Record<string, Profile>>;

const idsFor = (cause: Cause, method: string, hasOthers = true) =>
	fittingRemedies({ cause }, { profile: profiles[method], hasOthers }).map(({ id }) => id);

test('whatever fails with whatever profile, something can be done, each once and by a name', () => {
	for (const cause of causes) {
		for (const profile of [undefined, ...Object.values(profiles)]) {
			const remedies = fittingRemedies({ cause }, { profile, hasOthers: false });
			assert.ok(remedies.length > 0, cause);
			assert.equal(new Set(remedies.map(({ id }) => id)).size, remedies.length);
			assert.ok(remedies.every((remedy) => labelOf(remedy).length > 3));
		}
	}
});

test('a remedy is for the kind of credential that failed', () => {
	assert.deepEqual(idsFor('api-key-invalid', 'api-key'), ['replace-key', 'create-auth-key', 'switch-profile']);
	assert.deepEqual(idsFor('oauth-refresh-revoked', 'adc'), ['run-gcloud-login', 'switch-profile']);
	assert.deepEqual(idsFor('secret-missing', 'service-account')[0], 'fix-key-file');
	assert.deepEqual(idsFor('secret-missing', 'oauth-user')[0], 'sign-in-again');
	assert.ok(!idsFor('permission-denied', 'api-key').includes('grant-role'));
});

test('what there is nothing of is not offered', () => {
	assert.ok(!idsFor('quota-project-denied', 'oauth-user').includes('clear-quota-project'));
	const profile = { ...profiles['oauth-user'], quotaProject: 'billing-1' } as Profile;
	const ids = fittingRemedies({ cause: 'quota-project-denied' }, { profile, hasOthers: true }).map(({ id }) => id);
	assert.ok(ids.includes('clear-quota-project'));
	assert.ok(idsFor('token-invalid', 'oauth-user', false).includes('switch-method'));
	assert.ok(!idsFor('token-invalid', 'oauth-user', false).includes('switch-profile'));
});

test('the command that grants a role names whose call it was, and no word that could be another command', () => {
	const commandFor = (profile: Profile | undefined) =>
		fittingRemedies({ cause: 'permission-denied' }, { profile, hasOthers: true }).find(({ id }) => id === 'grant-role')
			?.command ?? '';
	assert.match(commandFor(profiles['oauth-user']), /--member=user:ada@example\.com /);
	assert.match(
		commandFor(profiles['service-account']),
		/--member=serviceAccount:robot@demo\.iam\.gserviceaccount\.com /,
	);
	const odd = { ...profiles['oauth-user'], signIn: { at: 0, account: 'x@y; rm -rf ~', scopes: [] } } as Profile;
	assert.match(commandFor(odd), /--member=user:YOUR_EMAIL /);
});

test('who may not act as an account is given the role, and not the account itself', () => {
	const email = 'target@demo.iam.gserviceaccount.com';
	const profile = { ...common, method: 'impersonation', email, sourceId: 'x', delegates: [], lifetime: 60, scopes: [] };
	const commandFor = (cause: Cause) =>
		fittingRemedies({ cause }, { profile: profile as Profile, hasOthers: true }).find(({ id }) => id === 'grant-role')
			?.command ?? '';
	assert.match(commandFor('permission-denied'), /--member=serviceAccount:target@/);
	assert.match(commandFor('impersonation-denied'), /^gcloud iam service-accounts/);
	assert.doesNotMatch(commandFor('impersonation-denied'), /--member=\S*target@/);
});

test('how much of a prompt is too much is taken from what Google says', () => {
	const message = 'The input token count (1200000) exceeds the maximum number of tokens allowed (1000000).';
	const error = { code: 400, status: 'INVALID_ARGUMENT', message, details: [], errors: [] };
	const [first] = fittingRemedies({ cause: 'request-too-large', error } as never, {
		profile: undefined,
		hasOthers: true,
	});
	assert.deepEqual(first, { id: 'shorten-prompt', surplus: { tokens: 200_000, share: 1 / 6 } });
	assert.equal(first && labelOf(first), 'Shorten Prompt by 200000 Tokens');
});
