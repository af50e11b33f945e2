import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { nodeMachine } from '../../../src/node/nodeMachine.ts';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { answerOf } from '../core/profileSupport.ts';
import { signedIn } from '../emulator/oauthSupport.ts';
import { causeOf, cloudPlatform, machineBed, signal } from './machineSupport.ts';

let emulator: Emulator;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-adc-'));
before(async () => {
	emulator = await startEmulator();
});
after(async () => {
	await emulator.close();
	rmSync(folder, { recursive: true });
});
afterEach(() => {
	emulator.clearFaults();
	emulator.metadata.turnOff();
});

/** A machine with this file of gcloud's, and the emulator for its metadata server. */
function machineWith(file?: string, environment: Readonly<Record<string, string>> = {}) {
	const config = mkdtempSync(join(folder, 'gcloud-'));
	if (file !== undefined) {
		writeFileSync(join(config, 'application_default_credentials.json'), file);
	}
	return nodeMachine({ CLOUDSDK_CONFIG: config, GCE_METADATA_HOST: new URL(emulator.origin).host, ...environment });
}

async function userFile(more: Readonly<Record<string, unknown>> = {}) {
	const { refresh_token } = await signedIn(emulator);
	const { clientId, clientSecret } = emulator.oauth.desktopClient;
	return {
		type: 'authorized_user',
		client_id: clientId,
		client_secret: clientSecret,
		refresh_token,
		...more,
	};
}

const mintUrl = (email: string) =>
	`https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${email}:generateAccessToken`;

async function calls(file: unknown, environment?: Readonly<Record<string, string>>) {
	const bed = machineBed(emulator, machineWith(file === undefined ? undefined : JSON.stringify(file), environment));
	const profile = await bed.addAdc();
	return { bed, profile, outcome: await bed.count(profile) };
}

describe('default credentials', () => {
	it('of a person’s sign-in with gcloud call Gemini, and are read again for the next token', async () => {
		const file = await userFile();
		const { bed, profile, outcome } = await calls(file);
		assert.equal(causeOf(outcome), 'answered');
		const first = await answerOf(bed.tokens.get(profile, signal));
		bed.time.skewMs = 3_700_000;
		const second = await answerOf(bed.tokens.get(profile, signal));
		assert.notEqual(second.accessToken, first.accessToken);
	});

	it('are renewed once where Gemini refuses their token', async () => {
		const { bed, profile } = await calls(await userFile());
		emulator.failNext({ kind: 'error', name: 'token-expired', match: { path: ':countTokens' } });
		assert.equal(causeOf(await bed.count(profile)), 'answered');
	});

	it('bill the quota project of the file, of the environment above it, of the profile above both', async () => {
		const projectIn = ({ sent }: ReturnType<typeof machineBed>) => sent.at(-1)?.headers['x-goog-user-project'];
		const file = await userFile({ quota_project_id: 'project-of-file' });
		const { bed, profile } = await calls(file);
		assert.equal(projectIn(bed), 'project-of-file');
		assert.equal(
			projectIn((await calls(file, { GOOGLE_CLOUD_QUOTA_PROJECT: 'project-of-env' })).bed),
			'project-of-env',
		);
		await bed.count(await answerOf(bed.store.edit(profile.id, { quotaProject: 'project-chosen' })));
		assert.equal(projectIn(bed), 'project-chosen');
	});

	it('of a key file, and of an impersonation from either, call Gemini', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		const key = JSON.parse(await emulator.serviceAccounts.keyJson(runner)) as object;
		const byVariable = join(folder, 'key.json');
		writeFileSync(byVariable, JSON.stringify(key));
		const { outcome } = await calls(undefined, { GOOGLE_APPLICATION_CREDENTIALS: byVariable });
		assert.equal(causeOf(outcome), 'answered');
		const email = emulator.serviceAccounts.add('of-adc');
		emulator.serviceAccounts.allowImpersonation(runner, email);
		const acting = {
			type: 'impersonated_service_account',
			service_account_impersonation_url: mintUrl(email),
			source_credentials: key,
		};
		assert.equal(causeOf((await calls(acting)).outcome), 'answered');
		const denied = { ...acting, source_credentials: await userFile() };
		assert.equal(causeOf((await calls(denied)).outcome), 'impersonation-denied');
	});

	it('of the metadata server call Gemini, and another profile can impersonate by them', async () => {
		const { runner } = emulator.serviceAccounts.seeded;
		emulator.metadata.turnOn({ email: runner });
		const { bed, profile, outcome } = await calls(undefined);
		assert.equal(causeOf(outcome), 'answered');
		const email = emulator.serviceAccounts.add('of-metadata');
		emulator.serviceAccounts.allowImpersonation(runner, email);
		const facts = { sourceId: profile.id, email, delegates: [], lifetime: 3600, scopes: [cloudPlatform] };
		const acting = await answerOf(bed.store.add({ method: 'impersonation', name: 'Acting', ...facts }, '{"oauth":{}}'));
		assert.equal(causeOf(await bed.count(acting)), 'answered');
	});

	it('of a workforce pool ask the Security Token Service with the client’s secret in the header', async () => {
		const requests: { readonly path: string; readonly authorization: string; readonly form: object }[] = [];
		const token = emulator.serviceAccounts.giveToken(emulator.serviceAccounts.seeded.runner);
		const server = createServer((request, response) => {
			let body = '';
			request.on('data', (part: Buffer) => {
				body += part.toString();
			});
			request.on('end', () => {
				const { url: path = '', headers } = request;
				const form = Object.fromEntries(new URLSearchParams(body));
				requests.push({ path, authorization: headers.authorization ?? '', form });
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify({ access_token: token, expires_in: 3600, token_type: 'Bearer' }));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const file = {
			type: 'external_account_authorized_user',
			client_id: 'id',
			client_secret: 'secret',
			refresh_token: 'refresh',
			token_url: 'https://sts.googleapis.com/v1/oauthtoken',
		};
		const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const bed = machineBed(emulator, machineWith(JSON.stringify(file)), { 'sts.googleapis.com': origin });
		assert.equal(causeOf(await bed.count(await bed.addAdc())), 'answered');
		server.close();
		assert.deepEqual(requests, [
			{
				path: '/v1/oauthtoken',
				authorization: `Basic ${Buffer.from('id:secret').toString('base64')}`,
				form: { grant_type: 'refresh_token', refresh_token: 'refresh' },
			},
		]);
	});

	it('that are nowhere say where was looked; in the browser, why not', async () => {
		const { outcome } = await calls(undefined);
		assert.ok(outcome.kind === 'failed');
		assert.deepEqual([outcome.failure.cause, outcome.failure.context?.credential], ['adc-not-found', 'adc']);
		assert.match(
			outcome.failure.evidence ?? '',
			/GOOGLE_APPLICATION_CREDENTIALS.*application_default_credentials\.json/,
		);
		const bed = machineBed(emulator);
		const inBrowser = await bed.count(await bed.addAdc());
		assert.ok(inBrowser.kind === 'failed' && inBrowser.failure.cause === 'adc-not-found');
		assert.match(inBrowser.failure.evidence ?? '', /browser/);
	});

	it('that have ended or are broken say so', async () => {
		const { outcome } = await calls(await userFile({ refresh_token: '1//not-any-more' }));
		assert.ok(outcome.kind === 'failed');
		assert.deepEqual([outcome.failure.cause, outcome.failure.context?.credential], ['oauth-refresh-revoked', 'adc']);
		assert.equal(causeOf((await calls({ type: 'authorized_user' })).outcome), 'credential-file-invalid');
	});

	it('that lead elsewhere send nothing at all', async () => {
		const before = emulator.calls.length;
		const hostile = await userFile({ token_uri: 'https://evil.example/token' });
		const after = emulator.calls.length;
		assert.ok(after > before);
		assert.equal(causeOf((await calls(hostile)).outcome), 'credential-file-invalid');
		assert.equal(emulator.calls.length, after);
	});

	it('leave nothing of the file in storage, audit, transcript or failure', async () => {
		const file = await userFile();
		const { bed, outcome, profile } = await calls(file);
		const { accessToken } = await answerOf(bed.tokens.get(profile, signal));
		const failed = await calls(await userFile({ refresh_token: '1//a-marker-of-a-token' }));
		const kept = JSON.stringify([
			outcome,
			failed.outcome,
			bed.audit.events,
			bed.transcript.entries,
			failed.bed.transcript.entries,
			await answerOf(bed.store.secretOf(profile)),
			profile,
		]);
		for (const secret of [file.refresh_token ?? '', file.client_secret, accessToken, '1//a-marker-of-a-token']) {
			assert.ok(secret !== '' && !kept.includes(secret), secret.slice(0, 8));
		}
	});
});
