import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { AwsClient, IdentityPoolClient } from 'google-auth-library';
import type { LocalRequest, Machine } from '../../../src/core/adc/machine.ts';
import { wordsOf } from '../../../src/core/errors/catalogue/catalogue.ts';
import { awsSubjectToken } from '../../../src/core/federation/awsRequest.ts';
import { writeOAuthSecret } from '../../../src/core/oauth/oauthSecret.ts';
import type { WorkloadIdentityProfile } from '../../../src/core/profiles/profile.ts';
import { webDigest } from '../../../src/net/federation/webDigest.ts';
import { nodeMachine } from '../../../src/node/nodeMachine.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { fakeMachine } from '../../fakes/fakeMachine.ts';
import { answerOf } from '../core/profileSupport.ts';
import { causeOf, cloudPlatform, machineBed, signal } from './machineSupport.ts';

let emulator: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-workload-'));
before(async () => {
	emulator = await startEmulator();
	const { federation } = emulator;
	federation.allowUse(federation.principalOf('workload'));
	federation.allowUse(federation.principalOf(federation.aws.arn));
});
after(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true });
});
afterEach(() => emulator.clearFaults());

let files = 0;
/** A file with this text. */
function fileOf(text: string): string {
	const path = join(folder, `token-${files++}`);
	writeFileSync(path, text);
	return path;
}

const json = (field: string) => ({ type: 'json', subject_token_field_name: field });

async function bedOf(text: string, machine: Machine = nodeMachine({}), host?: string) {
	const bed = machineBed(emulator, machine);
	const facts = { audience: 'a', proofFrom: 's', scopes: [cloudPlatform], ...(host ? { host } : {}) };
	const profile = (await answerOf(
		bed.store.add(
			{ method: 'workload-identity', name: 'Workload', ...facts },
			writeOAuthSecret({ configuration: text }),
		),
	)) as WorkloadIdentityProfile;
	return { bed, profile, count: () => bed.count(profile) };
}

const configured = (source: Readonly<Record<string, unknown>> | undefined, more: { serviceAccount?: string } = {}) =>
	emulator.federation.credentialJson(
		source ? emulator.federation.providers.oidc : emulator.federation.providers.aws,
		source ? { source, ...more } : more,
	);

const tokenFile = async (claims: Readonly<Record<string, unknown>> = {}) =>
	fileOf(await emulator.federation.subjectToken(claims));

const exchanges = () => emulator.calls.filter(({ path }) => path === '/v1/token').length;

describe('a workload identity', () => {
	it('by a file, of text or JSON, calls Gemini; however many call, one token is asked for', async () => {
		const text = await bedOf(configured({ file: await tokenFile() }));
		const before = exchanges();
		const all = await Promise.all(
			Array.from({ length: 100 }, () => answerOf(text.bed.tokens.get(text.profile, signal))),
		);
		assert.equal(new Set(all.map(({ accessToken }) => accessToken)).size, 1);
		assert.equal(causeOf(await text.count()), 'answered');
		assert.equal(exchanges() - before, 1);
		const file = fileOf(JSON.stringify({ jwt: await emulator.federation.subjectToken() }));
		assert.equal(causeOf(await (await bedOf(configured({ file, format: json('jwt') }))).count()), 'answered');
	});

	it('reads its file again for the next token, and once more where Gemini refuses the one it has', async () => {
		const file = await tokenFile();
		const { bed, profile, count } = await bedOf(configured({ file }));
		const first = await answerOf(bed.tokens.get(profile, signal));
		bed.time.skewMs = 3_700_000;
		writeFileSync(file, await emulator.federation.subjectToken());
		assert.notEqual((await answerOf(bed.tokens.get(profile, signal))).accessToken, first.accessToken);
		emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':countTokens' } });
		assert.equal(causeOf(await count()), 'answered');
	});

	it('by an address of the machine sends the headers it is told, and calls Gemini', async () => {
		const seen: string[] = [];
		const token = await emulator.federation.subjectToken();
		const server = createServer((request, response) => {
			seen.push(String(request.headers['metadata']));
			response.end(JSON.stringify({ access_token: token }));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token?resource=x`;
		const source = { url, headers: { Metadata: 'True' }, format: json('access_token') };
		assert.equal(causeOf(await (await bedOf(configured(source))).count()), 'answered');
		server.close();
		assert.deepEqual(seen, ['True']);
	});

	it('by an address on the net asks it only where the person allowed that host', async () => {
		const source = { url: 'https://tokens.example/token' };
		const { bed, count } = await bedOf(configured(source));
		assert.equal(causeOf(await count()), 'host-not-allowed');
		assert.deepEqual(bed.sent, []);
		const other = await bedOf(configured(source), nodeMachine({}), 'other.example');
		assert.equal(causeOf(await other.count()), 'host-not-allowed');
	});

	it('acts as a service account where the file says so', async () => {
		const email = emulator.serviceAccounts.add('of-workload');
		const denied = await bedOf(configured({ file: await tokenFile() }, { serviceAccount: email }));
		assert.equal(causeOf(await denied.count()), 'impersonation-denied');
		emulator.serviceAccounts.allowImpersonation(emulator.federation.principalOf('workload'), email);
		const allowed = await bedOf(configured({ file: await tokenFile() }, { serviceAccount: email }));
		assert.equal(causeOf(await allowed.count()), 'answered');
	});

	it('of AWS signs with the keys of the environment, or of the machine’s metadata server', async () => {
		const { accessKeyId, secretAccessKey, region } = emulator.federation.aws;
		const environment = {
			AWS_REGION: region,
			AWS_ACCESS_KEY_ID: accessKeyId,
			AWS_SECRET_ACCESS_KEY: secretAccessKey,
		};
		assert.equal(causeOf(await (await bedOf(configured(undefined), nodeMachine(environment))).count()), 'answered');
		const asked: string[] = [];
		const answers: Readonly<Record<string, string>> = {
			'/latest/meta-data/placement/availability-zone': `${region}b`,
			'/latest/meta-data/iam/security-credentials': 'a-role',
			'/latest/meta-data/iam/security-credentials/a-role': JSON.stringify({
				AccessKeyId: accessKeyId,
				SecretAccessKey: secretAccessKey,
				Token: 'a-session',
			}),
		};
		const local = ({ url, method, headers }: LocalRequest) => {
			asked.push(`${method} ${Object.keys(headers).join()}`);
			const body = method === 'PUT' ? 'a-session-token' : (answers[new URL(url).pathname] ?? '');
			return { kind: 'answered', status: 200, headers: {}, body } as const;
		};
		const file = JSON.parse(configured(undefined)) as { credential_source: Record<string, string> };
		file.credential_source['imdsv2_session_token_url'] = 'http://169.254.169.254/latest/api/token';
		const { count } = await bedOf(JSON.stringify(file), fakeMachine({ local }).machine);
		assert.equal(causeOf(await count()), 'answered');
		assert.deepEqual(asked, [
			'PUT x-aws-ec2-metadata-token-ttl-seconds',
			...Array.from({ length: 3 }, () => 'GET x-aws-ec2-metadata-token'),
		]);
	});

	it('that Google does not take says why', async () => {
		const { federation } = emulator;
		const of = async (claims: Readonly<Record<string, unknown>>) =>
			(await bedOf(configured({ file: await tokenFile(claims) }))).count();
		assert.equal(causeOf(await of({ exp: 1, iat: 0 })), 'federation-invalid');
		assert.equal(causeOf(await of({ iss: 'https://other.example' })), 'federation-invalid');
		assert.equal(causeOf(await of({ sub: 'nobody' })), 'quota-project-denied');
		federation.addProvider('conditional', { condition: { repository: 'org/repo' } });
		const source = { file: fileOf(await federation.subjectToken({}, 'conditional')) };
		const refused = await (await bedOf(federation.credentialJson('conditional', { source }))).count();
		assert.ok(refused.kind === 'failed');
		assert.match(wordsOf(refused.failure).sentence, /attribute condition/);
		const { deleted } = federation.providers;
		const gone = await bedOf(federation.credentialJson(deleted, { source: { file: await tokenFile() } }));
		assert.equal(causeOf(await gone.count()), 'federation-invalid');
	});

	it('whose proof is not to be had says where it was looked for, and asks Google nothing', async () => {
		const before = emulator.calls.length;
		const evidenceOf = async (source: Readonly<Record<string, unknown>>) => {
			const outcome = await (await bedOf(configured(source))).count();
			assert.ok(outcome.kind === 'failed' && outcome.failure.cause === 'source-failed');
			return outcome.failure.evidence ?? '';
		};
		assert.match(await evidenceOf({ file: join(folder, 'nowhere') }), /nowhere: no such file/);
		assert.match(await evidenceOf({ file: folder }), /no file|EISDIR/);
		assert.match(await evidenceOf({ file: fileOf(' \n') }), /empty/);
		assert.match(await evidenceOf({ file: fileOf('{"a":"a-marker"}'), format: json('jwt') }), /^no “jwt” in /);
		assert.match(await evidenceOf({ url: 'http://127.0.0.1:1/token' }), /ECONNREFUSED/);
		const inBrowser = machineBed(emulator);
		const facts = { method: 'workload-identity', name: 'W', audience: 'a', proofFrom: 's', scopes: [] } as const;
		const profile = await answerOf(inBrowser.store.add(facts, writeOAuthSecret({ configuration: '{}' })));
		assert.equal(causeOf(await inBrowser.count(profile)), 'source-failed');
		assert.equal(emulator.calls.length, before);
	});

	it('that was saved leading elsewhere sends nothing', async () => {
		const before = emulator.calls.length;
		const hostile = configured({ file: await tokenFile() }).replace('sts.googleapis.com', 'sts.evil.example');
		const { bed, count } = await bedOf(hostile);
		assert.equal(causeOf(await count()), 'credential-file-invalid');
		assert.deepEqual([bed.sent, emulator.calls.length], [[], before]);
	});

	it('is found by default credentials too, but for a host that nobody was asked about', async () => {
		const of = async (text: string) => {
			const machine = nodeMachine({ GOOGLE_APPLICATION_CREDENTIALS: fileOf(text) });
			const bed = machineBed(emulator, machine);
			return bed.count(await bed.addAdc());
		};
		assert.equal(causeOf(await of(configured({ file: await tokenFile() }))), 'answered');
		const onTheNet = await of(configured({ url: 'https://tokens.example/token' }));
		assert.equal(causeOf(onTheNet), 'credential-file-invalid');
		assert.equal(causeOf(await of(configured({ executable: { command: 'id' } }))), 'credential-file-invalid');
	});

	it('leaves nothing of proof, headers and tokens in audit, transcript or failure', async () => {
		const token = await emulator.federation.subjectToken();
		const good = await bedOf(configured({ file: fileOf(token) }));
		const { accessToken } = await answerOf(good.bed.tokens.get(good.profile, signal));
		const stale = await emulator.federation.subjectToken({ exp: 1, iat: 0 });
		const bad = await bedOf(configured({ file: fileOf(stale) }));
		const outcome = await bad.count();
		const beds = [good.bed, bad.bed].map(({ audit, transcript }) => [audit.events, transcript.entries]);
		const kept = JSON.stringify([outcome, beds, good.profile]);
		for (const secret of [token, stale, accessToken]) {
			assert.ok(!kept.includes(secret));
		}
		assert.match(kept, /token-exchange/);
		assert.match(kept, /"sub: workload"/);
		assert.match(kept, /"iss: https:\/\/issuer\.example"/);
	});
});

describe('beside google-auth-library', () => {
	/** What their client sends to the token service, by a fetch that answers itself. */
	async function theirForm(make: (transporterOptions: object) => IdentityPoolClient | AwsClient) {
		let form = '';
		const fetchImplementation = async (_: unknown, init?: RequestInit): Promise<Response> => {
			form = String(init?.body);
			return Response.json({ access_token: 'a', expires_in: 3600, token_type: 'Bearer', issued_token_type: 'x' });
		};
		const client = make({ fetchImplementation });
		// Its part for the token service is made without the options for the transport.
		Object.assign((client as unknown as { stsCredential: object }).stsCredential, { transporter: client.transporter });
		await client.getAccessToken();
		return Object.fromEntries(new URLSearchParams(form));
	}

	it('the exchange has the same form', async () => {
		const file = await tokenFile();
		const text = configured({ file });
		const their = await theirForm(
			(transporterOptions) => new IdentityPoolClient({ ...JSON.parse(text), transporterOptions }),
		);
		const { bed, profile } = await bedOf(text);
		await answerOf(bed.tokens.get(profile, signal));
		const our = bed.sent.find(({ url }) => url.endsWith('/v1/token'))?.body ?? '';
		assert.deepEqual(Object.fromEntries(new URLSearchParams(our)), their);
	});

	it('the signature for AWS is the same, with and without a session', async () => {
		const { accessKeyId, secretAccessKey, region } = emulator.federation.aws;
		for (const sessionToken of [undefined, 'a-session-token']) {
			const supplier = {
				getAwsRegion: async () => region,
				getAwsSecurityCredentials: async () => ({
					accessKeyId,
					secretAccessKey,
					...(sessionToken ? { token: sessionToken } : {}),
				}),
			};
			const { credential_source: _, ...file } = JSON.parse(configured(undefined)) as Record<string, string>;
			const options = { ...file, aws_security_credentials_supplier: supplier } as unknown as ConstructorParameters<
				typeof AwsClient
			>[0];
			const { subject_token = '' } = await theirForm(
				(transporterOptions) => new AwsClient({ ...options, transporterOptions }),
			);
			const their = JSON.parse(decodeURIComponent(subject_token)) as Signed;
			const date = their.headers.find(({ key }) => key === 'x-amz-date')?.value ?? '';
			const now = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
			const keys = { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
			const url = 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15';
			const asked = { region, url, audience: file['audience'] ?? '', now };
			const our = JSON.parse(decodeURIComponent(await awsSubjectToken(webDigest, keys, asked))) as Signed;
			assert.equal(new URL(our.url).href, new URL(their.url).href);
			const unsigned = ({ headers }: Signed) =>
				Object.fromEntries(headers.map(({ key, value }) => [key, key === 'authorization' ? '' : value]));
			assert.deepEqual(unsigned(our), unsigned(their));
		}
	});
});

type Signed = { readonly url: string; readonly headers: readonly { readonly key: string; readonly value: string }[] };
