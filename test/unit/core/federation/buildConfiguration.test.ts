import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
	audienceOf,
	type BuiltSource,
	buildConfiguration,
	workloadAudience,
} from '../../../../src/core/federation/buildConfiguration.ts';
import { isWorkforce, readConfigurationText } from '../../../../src/core/federation/configuration.ts';
import { type Emulator, startEmulator } from '../../../emulator/emulator.ts';

let emulator: Emulator;
before(async () => {
	emulator = await startEmulator();
});
after(() => emulator.close());

const audience = workloadAudience('123456789012', 'pool', 'provider');
const build = (source: BuiltSource, more: { email?: string; userProject?: string; audience?: string } = {}) =>
	buildConfiguration({ audience, proof: 'jwt', source, email: '', userProject: '', ...more });

describe('a configuration that was asked for in questions', () => {
	it('names the provider, in whichever form somebody has it', () => {
		const name = 'projects/123456789012/locations/global/workloadIdentityPools/pool/providers/provider';
		for (const typed of [name, `/${name}/`, `//iam.googleapis.com/${name}`, `https://iam.googleapis.com/${name}`]) {
			assert.equal(audienceOf(typed), audience);
		}
		assert.ok(isWorkforce(audienceOf('locations/global/workforcePools/pool/providers/provider')));
	});

	it('is the file that gcloud writes', () => {
		const { federation } = emulator;
		const email = 'robot@my-project-1234.iam.gserviceaccount.com';
		const { oidc, aws } = federation.providers;
		const format = { type: 'json', subject_token_field_name: 'jwt' };
		const ofFile = federation.credentialJson(oidc, { source: { file: '/token', format }, serviceAccount: email });
		assert.deepEqual(
			JSON.parse(
				build({ kind: 'file', path: '/token', field: 'jwt' }, { email, audience: federation.audienceOf(oidc) }),
			),
			JSON.parse(ofFile),
		);
		const { credential_source: ours, ...rest } = JSON.parse(
			build({ kind: 'aws' }, { audience: federation.audienceOf(aws) }),
		);
		const { credential_source: theirs, ...others } = JSON.parse(federation.credentialJson(aws, {}));
		assert.deepEqual(rest, others);
		// gcloud writes the last one where it is told to (--enable-imdsv2), which every machine can do.
		assert.deepEqual(ours, { ...theirs, imdsv2_session_token_url: 'http://169.254.169.254/latest/api/token' });
	});

	const sources: readonly BuiltSource[] = [
		{ kind: 'file', path: 'C:\\token', field: '' },
		{ kind: 'url', url: 'https://tokens.example/get', header: 'Authorization:  bearer x', field: 'access_token' },
		{ kind: 'url', url: 'http://127.0.0.1:5000/token', header: '', field: '' },
		{ kind: 'azure', application: 'api://my app&resource=other' },
		{ kind: 'aws' },
		{ kind: 'executable', command: '/opt/proof "for me"', outputFile: '' },
		{ kind: 'executable', command: 'proof', outputFile: '/tmp/proof.json' },
	];
	for (const source of sources) {
		it(`can be read with its source: ${JSON.stringify(source)}`, () => {
			const read = readConfigurationText(build(source));
			assert.ok(read.ok, read.ok ? '' : read.message);
		});
	}

	it('puts nothing of one answer into the place of another', () => {
		const read = readConfigurationText(build({ kind: 'azure', application: 'api://my app&resource=other' }));
		assert.ok(read.ok && read.configuration.source.kind === 'url');
		assert.equal(new URL(read.configuration.source.url).searchParams.get('resource'), 'api://my app&resource=other');
		const withHeader = readConfigurationText(
			build({ kind: 'url', url: 'https://x.example/', header: 'Authorization: bearer a: b', field: '' }),
		);
		assert.ok(withHeader.ok && withHeader.configuration.source.kind === 'url');
		assert.deepEqual(withHeader.configuration.source.headers, { Authorization: 'bearer a: b' });
	});

	it('is judged as any other: an address in the network is refused', () => {
		const read = readConfigurationText(build({ kind: 'url', url: 'http://10.0.0.1/', header: '', field: '' }));
		assert.match(read.ok ? '' : read.message, /has to be https/);
	});
});
