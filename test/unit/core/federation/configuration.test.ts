import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostToConfirm, readConfigurationText } from '../../../../src/core/federation/configuration.ts';

const pool = 'locations/global/workloadIdentityPools/pool/providers/provider';
const base = {
	type: 'external_account',
	audience: `//iam.googleapis.com/projects/100000000001/${pool}`,
	subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
	token_url: 'https://sts.googleapis.com/v1/token',
	credential_source: { file: '/var/run/token' },
};
const aws = {
	environment_id: 'aws1',
	region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
	url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
	regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
};
const mint = (host: string) =>
	`https://${host}/v1/projects/-/serviceAccounts/robot@p.iam.gserviceaccount.com:generateAccessToken`;
const read = (value: unknown) => readConfigurationText(typeof value === 'string' ? value : JSON.stringify(value));
const source = (credential_source: unknown) => ({ ...base, credential_source });

describe('the configuration of a workload identity', () => {
	it('is read with each of its sources', () => {
		const kinds = [
			base.credential_source,
			{ file: 'C:\\token.json', format: { type: 'json', subject_token_field_name: 'access_token' } },
			{ url: 'http://169.254.169.254/metadata/identity/oauth2/token', headers: { Metadata: 'True' } },
			{ url: 'http://127.0.0.1:5000/token' },
			{ url: 'http://[::1]:5000/token' },
			{ url: 'https://tokens.example/get?audience=x', headers: { Authorization: 'bearer x' } },
			aws,
			{ ...aws, region_url: undefined, url: undefined },
			{ ...aws, imdsv2_session_token_url: 'http://[fd00:ec2::254]/latest/api/token' },
			{ executable: { command: '/opt/proof "for me"', timeout_millis: 7500, output_file: '/tmp/proof.json' } },
		].map((each) => {
			const result = read(source(each));
			assert.ok(result.ok, JSON.stringify(result));
			return result.configuration.source.kind;
		});
		assert.deepEqual(kinds, ['file', 'file', 'url', 'url', 'url', 'url', 'aws', 'aws', 'aws', 'executable']);
	});

	it('says whom it acts as, for how long, and which host on the net is to be confirmed', () => {
		const result = read({
			...source({ url: 'https://tokens.example/get' }),
			service_account_impersonation_url: mint('iamcredentials.googleapis.com'),
			service_account_impersonation: { token_lifetime_seconds: 1200 },
			quota_project_id: 'my-project',
		});
		assert.ok(result.ok);
		const { email, lifetime, quotaProject } = result.configuration;
		assert.deepEqual([email, lifetime, quotaProject], ['robot@p.iam.gserviceaccount.com', 1200, 'my-project']);
		assert.equal(hostToConfirm(result.configuration), 'tokens.example');
		const local = read(source({ url: 'http://127.0.0.1/token' }));
		assert.equal(local.ok && hostToConfirm(local.configuration), undefined);
	});

	it('of a workforce pool is read, and so is one of a regional token service', () => {
		const audience = '//iam.googleapis.com/locations/global/workforcePools/pool/providers/provider';
		const result = read({ ...base, audience, workforce_pool_user_project: 'my-project' });
		assert.equal(result.ok && result.configuration.userProject, 'my-project');
		assert.ok(read({ ...base, token_url: 'https://sts.us-east1.rep.googleapis.com/v1/token' }).ok);
	});

	it('bears a byte order mark and the line ends of another system', () => {
		assert.ok(read(`\ufeff${JSON.stringify(base, undefined, 2).replaceAll('\n', '\r\n')}\r\n`).ok);
	});

	const refused: readonly [name: string, value: unknown, message: RegExp][] = [
		['no JSON', 'PRIVATE', /no JSON/],
		['ten megabytes', `{"type":"${'x'.repeat(10_000_000)}"}`, /too large/],
		['a key file', { type: 'service_account' }, /Add it as one/],
		['another type', { ...base, type: 'authorized_user' }, /no workload identity/],
		['another cloud', { ...base, universe_domain: 'evil.example' }, /another cloud/],
		['no audience', { ...base, audience: undefined }, /audience/],
		[
			'an audience elsewhere',
			{ ...base, audience: base.audience.replace('googleapis.com', 'evil.example') },
			/audience/,
		],
		['a project by its id', { ...base, audience: base.audience.replace('100000000001', 'my-project') }, /number/],
		['tokens from elsewhere', { ...base, token_url: 'https://evil.example/v1/token' }, /evil\.example/],
		['tokens by plain http', { ...base, token_url: 'http://sts.googleapis.com/v1/token' }, /not to Google/],
		['introspection elsewhere', { ...base, token_info_url: 'https://evil.example/v1/introspect' }, /evil/],
		['an impersonation elsewhere', { ...base, service_account_impersonation_url: mint('evil.example') }, /evil/],
		[
			'an impersonation at a host that begins like Google’s',
			{ ...base, service_account_impersonation_url: mint('iamcredentials.googleapis.com.evil.example') },
			/not to Google/,
		],
		['a life of days', { ...base, service_account_impersonation: { token_lifetime_seconds: 86_401 } }, /number/],
		['no type of the subject token', { ...base, subject_token_type: '' }, /subject_token_type/],
		['a command beside a file', source({ file: '/token', executable: { command: 'id' } }), /one source/],
		['no command', source({ executable: { command: ' ' } }), /no command that can be run/],
		['a command that is none', source({ executable: ['id'] }), /no command that can be run/],
		['a quotation mark that is open', source({ executable: { command: 'id "a' } }), /no command that can be run/],
		['a command for a shell', source({ executable: { command: 'cat /token | base64' } }), /needs a shell for \|/],
		['a command with too much time', source({ executable: { command: 'id', timeout_millis: 121_000 } }), /120000/],
		['a command with no time', source({ executable: { command: 'id', timeout_millis: 'long' } }), /5000/],
		[
			'a file of a command with a line end',
			source({ executable: { command: 'id', output_file: '/a\n' } }),
			/no whole path/,
		],
		['a certificate', source({ certificate: {} }), /certificate/],
		['no source', source(undefined), /one source/],
		['two sources', source({ file: '/token', url: 'https://x.example/' }), /one source/],
		['a path on another machine', source({ file: '\\\\evil.example\\share\\token' }), /no whole path/],
		['the same with slashes', source({ file: '//evil.example/share/token' }), /no whole path/],
		['a device of Windows', source({ file: '\\\\.\\pipe\\token' }), /no whole path/],
		['a path from a folder', source({ file: 'token' }), /no whole path/],
		['a path that is turned around', source({ file: '/tmp/\u202etxt.evil' }), /no whole path/],
		[
			'a file of a command on another machine',
			source({ executable: { command: 'id', output_file: '\\\\evil.example\\x' } }),
			/no whole path/,
		],
		[
			'a file of a command from a folder',
			source({ executable: { command: 'id', output_file: 'kept.json' } }),
			/no whole path/,
		],
		['a secret before a command', source({ executable: { command: 'TOKEN=hunter2 /opt/proof' } }), /shell for TOKEN=,/],
		['a command that nobody can read', source({ executable: { command: `id ${'x'.repeat(2_000)}` } }), /no command/],
		['a path with a line end', source({ file: '/token\n' }), /no whole path/],
		['plain http on the net', source({ url: 'http://evil.example/token' }), /has to be https/],
		['a host that reads like the machine', source({ url: 'http://127.0.0.1@evil.example/' }), /has to be https/],
		['a name that begins like the machine', source({ url: 'http://127.0.0.1.evil.example/' }), /has to be https/],
		['another address inside the network', source({ url: 'http://10.0.0.1/' }), /has to be https/],
		['a file by URL', source({ url: 'file:///etc/passwd' }), /has to be https/],
		['an unknown format', source({ file: '/token', format: { type: 'xml' } }), /format/],
		['JSON without a field', source({ file: '/token', format: { type: 'json' } }), /format/],
		['a header with a line end', source({ url: 'https://x.example/', headers: { A: 'b\r\nC: d' } }), /headers/],
		['a host of its own', source({ url: 'https://x.example/', headers: { Host: 'evil.example' } }), /headers/],
		['a later AWS', source({ ...aws, environment_id: 'aws2' }), /aws1/],
		['AWS’s keys from elsewhere', source({ ...aws, url: 'http://evil.example/' }), /metadata server/],
		['AWS’s keys from loopback', source({ ...aws, url: 'http://127.0.0.1/' }), /metadata server/],
		[
			'a signature for elsewhere',
			source({
				...aws,
				regional_cred_verification_url: aws.regional_cred_verification_url.replace('amazonaws.com', 'evil.example'),
			}),
			/GetCallerIdentity/,
		],
		[
			'a signature for another action',
			source({ ...aws, regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=AssumeRole' }),
			/GetCallerIdentity/,
		],
		[
			'two addresses',
			JSON.stringify(base).replace('{', '{"token_url":"https://evil.example/v1/token",'),
			/“token_url” stands in the file twice/,
		],
	];
	for (const [name, value, message] of refused) {
		it(`is refused with one sentence: ${name}`, () => {
			const result = read(value);
			assert.ok(!result.ok);
			assert.match(result.message, message);
			assert.ok(result.message.length < 300);
		});
	}
});
