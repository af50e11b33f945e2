import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
	AwsClient,
	Compute,
	ExternalAccountClient,
	type ExternalAccountClientOptions,
	GoogleAuth,
	gaxios,
	Impersonated,
	JWT,
} from 'google-auth-library';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { keyFileOf } from './machineSupport.ts';
import { emulatorFor } from './support.ts';

// Google's own library, as the judge of whether the emulator speaks its language.

const models = 'https://generativelanguage.googleapis.com/v1beta/models';

/** Sends what is for one of Google's hosts to the emulator. */
function transporterTo({ origin }: Emulator): gaxios.Gaxios {
	const fetchImplementation: typeof fetch = (input, init) => {
		const { pathname, search } = new URL(input instanceof Request ? input.url : input);
		return fetch(`${origin}${pathname}${search}`, init);
	};
	return new gaxios.Gaxios({ fetchImplementation });
}

async function jwtClient(
	emulator: Emulator,
	email: string,
	options: ConstructorParameters<typeof JWT>[0] = {},
): Promise<JWT> {
	const { client_email, private_key, private_key_id } = await keyFileOf(emulator, email);
	return new JWT({
		...{ email: client_email, key: private_key, keyId: private_key_id },
		transporter: transporterTo(emulator),
		...options,
	});
}

const paths = ({ calls }: Emulator) => calls.map(({ path, status }) => `${path} ${status}`);

test('a service account asks for a token and calls with it', async (t) => {
	const emulator = await emulatorFor(t);
	const client = await jwtClient(emulator, emulator.serviceAccounts.seeded.runner, { scopes: [cloudPlatform] });
	assert.equal((await client.request({ url: models })).status, 200);
	assert.deepEqual(paths(emulator), ['/token 200', '/v1beta/models 200']);
	const other = await jwtClient(emulator, emulator.serviceAccounts.seeded.keyDeleted, { scopes: [cloudPlatform] });
	await assert.rejects(other.request({ url: models }), /invalid_grant: Invalid JWT Signature\./);
});

test('a service account acts for a person of its organization', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner } = emulator.serviceAccounts.seeded;
	const client = await jwtClient(emulator, runner, { scopes: [cloudPlatform], subject: 'mary@example.com' });
	await assert.rejects(client.request({ url: models }), /unauthorized_client/);
	emulator.serviceAccounts.grantDelegation(runner, [cloudPlatform]);
	assert.equal((await client.request({ url: models })).status, 200);
});

test('a service account signs its own token, by the service or by scope, and asks nobody', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner } = emulator.serviceAccounts.seeded;
	const byService = await jwtClient(emulator, runner);
	byService.defaultServicePath = 'generativelanguage.googleapis.com';
	assert.equal((await byService.request({ url: models })).status, 200);
	const byScope = await jwtClient(emulator, runner, { scopes: [cloudPlatform] });
	byScope.useJWTAccessWithScope = true;
	assert.equal((await byScope.request({ url: models })).status, 200);
	assert.deepEqual(paths(emulator), ['/v1beta/models 200', '/v1beta/models 200']);
});

test('a service account gets an ID token that is signed by Google', async (t) => {
	const emulator = await emulatorFor(t);
	const client = await jwtClient(emulator, emulator.serviceAccounts.seeded.runner);
	const idToken = await client.fetchIdToken('https://x.example');
	const keys = (await (await fetch(`${emulator.origin}/oauth2/v3/certs`)).json()) as JSONWebKeySet;
	await jwtVerify(idToken, createLocalJWKSet(keys), { audience: 'https://x.example' });
});

test('one account acts as another', async (t) => {
	const emulator = await emulatorFor(t);
	const { runner, other } = emulator.serviceAccounts.seeded;
	const client = new Impersonated({
		sourceClient: await jwtClient(emulator, runner, { scopes: [cloudPlatform] }),
		targetPrincipal: other,
		targetScopes: [cloudPlatform],
		lifetime: 600,
		transporter: transporterTo(emulator),
	});
	await assert.rejects(client.request({ url: models }), /PERMISSION_DENIED: unable to impersonate: Permission 'iam\./);
	emulator.serviceAccounts.allowImpersonation(runner, other);
	assert.equal((await client.request({ url: models })).status, 200);
	assert.ok(Number(client.credentials.expiry_date) > Date.now() + 590_000);
});

/** A credential configuration file whose addresses are the emulator's, for the library checks no hosts. */
const externalOptions = (emulator: Emulator, json: string) =>
	JSON.parse(
		json.replaceAll(/https:\/\/(?:sts|iamcredentials)\.googleapis\.com/g, emulator.origin),
	) as ExternalAccountClientOptions;

function externalClient(emulator: Emulator, json: string) {
	const client = ExternalAccountClient.fromJSON({
		...externalOptions(emulator, json),
		transporter: transporterTo(emulator),
	});
	assert.ok(client !== null);
	return client;
}

test('a workload shows a token from a file and calls as itself', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation } = emulator;
	const folder = await mkdtemp(join(tmpdir(), 'latchkey-'));
	t.after(() => rm(folder, { recursive: true }));
	const file = join(folder, 'token');
	await writeFile(file, await federation.subjectToken());
	const client = externalClient(emulator, federation.credentialJson(federation.providers.oidc, { source: { file } }));
	await assert.rejects(client.request({ url: models }), /does not have required permission to use project/);
	federation.allowUse(federation.principalOf('workload'));
	assert.equal((await client.request({ url: models })).status, 200);
	await writeFile(file, await federation.subjectToken({ iss: 'https://x.example' }));
	client.setCredentials({ access_token: 'x', expiry_date: 1 });
	await assert.rejects(client.request({ url: models }), /Error code invalid_grant: The issuer in ID Token/);
});

/** Gives the body to whoever asks. */
async function answering(test: TestContext, body: string): Promise<string> {
	const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
	test.after(() => server.close());
	await new Promise((listening) => server.once('listening', listening));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('a workload shows a token from an address, as JSON, and acts as a service account', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation, serviceAccounts } = emulator;
	const { runner } = serviceAccounts.seeded;
	const url = await answering(t, JSON.stringify({ value: await federation.subjectToken() }));
	const json = federation.credentialJson(federation.providers.oidc, {
		source: { url, format: { type: 'json', subject_token_field_name: 'value' } },
		serviceAccount: runner,
		lifetimeSeconds: 900,
	});
	// Its transporter is for Google's hosts alone, and the token comes from elsewhere.
	const client = ExternalAccountClient.fromJSON(externalOptions(emulator, json));
	await assert.rejects(async () => client?.getAccessToken(), /getAccessToken' denied/);
	serviceAccounts.allowImpersonation(federation.principalOf('workload'), runner);
	const token = (await client?.getAccessToken())?.token ?? '';
	const headers = { authorization: `Bearer ${token}` };
	assert.equal((await fetch(`${emulator.origin}/v1beta/models`, { headers })).status, 200);
	emulator.oauth.advanceClock(901);
	assert.equal((await fetch(`${emulator.origin}/v1beta/models`, { headers })).status, 401);
});

test('a workload at AWS shows a signed call of GetCallerIdentity', async (t) => {
	const emulator = await emulatorFor(t);
	const { federation } = emulator;
	const { region, accessKeyId, secretAccessKey, arn } = federation.aws;
	const clientWith = (secret: string, providerId: string = federation.providers.aws) =>
		new AwsClient({
			type: 'external_account',
			audience: federation.audienceOf(providerId),
			subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
			token_url: `${emulator.origin}/v1/token`,
			transporter: transporterTo(emulator),
			aws_security_credentials_supplier: {
				getAwsRegion: async () => region,
				getAwsSecurityCredentials: async () => ({ accessKeyId, secretAccessKey: secret }),
			},
		});
	federation.allowUse(federation.principalOf(arn));
	assert.equal((await clientWith(secretAccessKey).request({ url: models })).status, 200);
	const refused = /invalid_grant: Received invalid AWS response of type SignatureDoesNotMatch/;
	await assert.rejects(clientWith('another secret').getAccessToken(), refused);
	await assert.rejects(clientWith(secretAccessKey, federation.providers.oidc).getAccessToken(), /"subject_token_type"/);
	emulator.oauth.advanceClock(1000);
	await assert.rejects(clientWith(secretAccessKey).getAccessToken(), refused);
});

/** Where the library looks for the metadata server, until the test ends. */
function metadataAt(test: TestContext, { port }: Emulator): void {
	process.env['GCE_METADATA_HOST'] = `127.0.0.1:${port}`;
	test.after(() => {
		delete process.env['GCE_METADATA_HOST'];
	});
}

test('a machine of Google’s asks its metadata server', async (t) => {
	const emulator = await emulatorFor(t);
	metadataAt(t, emulator);
	emulator.metadata.turnOn();
	const client = new Compute({ transporter: transporterTo(emulator), scopes: [cloudPlatform] });
	assert.equal((await client.request({ url: models })).status, 200);
	const idToken = await client.fetchIdToken('https://x.example');
	assert.equal(idToken.split('.').length, 3);
	const auth = new GoogleAuth({ scopes: [cloudPlatform] });
	assert.equal(await auth.getProjectId(), 'latchkey-emulator');
	assert.equal((await auth.getCredentials()).client_email, emulator.serviceAccounts.seeded.runner);
	emulator.serviceAccounts.disable(emulator.serviceAccounts.seeded.runner);
	const late = new Compute({ transporter: transporterTo(emulator) });
	await assert.rejects(late.getAccessToken(), /Could not refresh access token/);
});
