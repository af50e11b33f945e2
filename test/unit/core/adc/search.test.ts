import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LocalAnswer } from '../../../../src/core/adc/machine.ts';
import { searchAdc } from '../../../../src/core/adc/search.ts';
import { fakeMachine } from '../../../fakes/fakeMachine.ts';

const { signal } = new AbortController();
const gcloud = '/home/ada/.config/gcloud/application_default_credentials.json';
const user = JSON.stringify({
	type: 'authorized_user',
	client_id: 'id',
	client_secret: 'a-secret',
	refresh_token: 'a-refresh-token',
	quota_project_id: 'of-the-file',
});
const metadata = (answer: Partial<Extract<LocalAnswer, { kind: 'answered' }>> = {}) => ({
	local: () =>
		({
			kind: 'answered',
			status: 200,
			headers: { 'metadata-flavor': 'Google' },
			body: 'robot@p.iam.gserviceaccount.com',
			...answer,
		}) as const,
});
const resultsOf = async (parts: Parameters<typeof fakeMachine>[0]) => {
	const { looks, found } = await searchAdc(fakeMachine(parts).machine, signal);
	return { results: looks.map(({ result }) => result), found, looks };
};

describe('the search of default credentials', () => {
	it('looks at the environment, at gcloud’s file, then asks the metadata server', async () => {
		const { machine, looked } = fakeMachine({});
		const { looks, found } = await searchAdc(machine, signal);
		assert.deepEqual(
			looks.map(({ place, result }) => `${place} ${result}`),
			['environment nothing', 'gcloud nothing', 'metadata nothing'],
		);
		assert.equal(found, undefined);
		assert.deepEqual(looked, [
			gcloud,
			'http://169.254.169.254/computeMetadata/v1/instance/service-accounts/default/email',
		]);
	});

	it('ends with the first place that holds something, and asks no further', async () => {
		const { machine, looked } = fakeMachine({ files: { [gcloud]: user }, ...metadata() });
		const { looks, found } = await searchAdc(machine, signal);
		assert.deepEqual(
			looks.map(({ result }) => result),
			['nothing', 'found', 'passed-over'],
		);
		assert.ok(found && 'file' in found && found.file.credentials.type === 'authorized_user');
		assert.deepEqual(looked, [gcloud]);
	});

	it('takes the variable in either case, and is ended by one that leads to nothing', async () => {
		for (const name of ['GOOGLE_APPLICATION_CREDENTIALS', 'google_application_credentials']) {
			const { found } = await resultsOf({ environment: { [name]: '/key.json' }, files: { '/key.json': user } });
			assert.equal(found?.look.where, `${name} = /key.json`);
		}
		const environment = { GOOGLE_APPLICATION_CREDENTIALS: '/gone.json' };
		const { results, looks } = await resultsOf({ environment, files: { [gcloud]: user } });
		assert.deepEqual(results, ['broken', 'passed-over', 'passed-over']);
		assert.match(looks[0]?.why ?? '', /no such file/);
		const locked = await resultsOf({ environment, locked: { '/gone.json': 'EACCES' } });
		assert.match(locked.looks[0]?.why ?? '', /EACCES/);
	});

	it('knows where gcloud keeps its file on Windows, and where it was told to', async () => {
		const path = 'C:\\Roaming\\gcloud\\application_default_credentials.json';
		const windows = { isWindows: true, environment: { APPDATA: 'C:\\Roaming' }, files: { [path]: user } };
		assert.equal((await resultsOf(windows)).found?.look.where, path);
		const told = '/srv/gcloud/application_default_credentials.json';
		const elsewhere = { environment: { CLOUDSDK_CONFIG: '/srv/gcloud' }, files: { [told]: user } };
		assert.equal((await resultsOf(elsewhere)).found?.look.where, told);
	});

	it('takes a metadata server only at its word that it is Google’s', async () => {
		const { found, looks } = await resultsOf(metadata());
		assert.equal(found && 'metadata' in found && found.metadata, '169.254.169.254');
		assert.match(looks[2]?.why ?? '', /robot@p/);
		assert.equal((await resultsOf(metadata({ headers: {} }))).results[2], 'nothing');
		assert.equal((await resultsOf(metadata({ status: 404 }))).results[2], 'broken');
		const named = { environment: { GCE_METADATA_HOST: 'metadata.internal:8080' }, ...metadata() };
		assert.equal((await resultsOf(named)).looks[2]?.where, 'metadata.internal:8080');
		const hostile = { environment: { GCE_METADATA_HOST: 'evil.example/x?' }, ...metadata() };
		assert.equal((await resultsOf(hostile)).looks[2]?.where, '169.254.169.254');
	});

	it('counts the quota project of the environment above that of the file', async () => {
		assert.equal((await resultsOf({ files: { [gcloud]: user } })).found?.quotaProject, 'of-the-file');
		const environment = { GOOGLE_CLOUD_QUOTA_PROJECT: 'of-the-environment' };
		assert.equal(
			(await resultsOf({ environment, files: { [gcloud]: user } })).found?.quotaProject,
			'of-the-environment',
		);
	});

	it('shows nothing secret of what it found', async () => {
		const { looks } = await resultsOf({ files: { [gcloud]: user } });
		assert.doesNotMatch(JSON.stringify(looks), /a-secret|a-refresh-token/);
	});
});
