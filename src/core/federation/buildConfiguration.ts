import type { JsonRecord } from '../errors/googleError.ts';

/** Where the proof comes from, as somebody says it. `field`: where it stands in JSON, and not alone. */
export type BuiltSource =
	| { readonly kind: 'file'; readonly path: string; readonly field: string }
	/** `header`: one line, such as `Metadata: True`. */
	| { readonly kind: 'url'; readonly url: string; readonly header: string; readonly field: string }
	/** The managed identity of a machine at Azure, for an application that the provider knows. */
	| { readonly kind: 'azure'; readonly application: string }
	| { readonly kind: 'aws' }
	| { readonly kind: 'executable'; readonly command: string; readonly outputFile: string };

export type ConfigurationDraft = {
	/** `//iam.googleapis.com/…/providers/…` */
	readonly audience: string;
	readonly proof: 'jwt' | 'saml2';
	readonly source: BuiltSource;
	/** Account to act as; empty where there is none. */
	readonly email: string;
	/** Whose quota a workforce uses; empty where there is none. */
	readonly userProject: string;
};

/** A provider as somebody has it, from gcloud, the console or a file: with a scheme, or two slashes, or none. */
export const audienceOf = (typed: string): string =>
	`//iam.googleapis.com/${typed.replace(/^(?:https?:)?\/\/iam\.googleapis\.com\//, '').replace(/^\/+|\/+$/g, '')}`;

/** The name of a provider that is known by its parts. */
export const workloadAudience = (projectNumber: string, pool: string, provider: string): string =>
	audienceOf(`projects/${projectNumber}/locations/global/workloadIdentityPools/${pool}/providers/${provider}`);

/** The file that `gcloud iam workload-identity-pools create-cred-config` would write. What it says is judged where it is read. */
export function buildConfiguration({ audience, proof, source, email, userProject }: ConfigurationDraft): string {
	const file = {
		universe_domain: 'googleapis.com',
		type: 'external_account',
		audience,
		subject_token_type:
			source.kind === 'aws'
				? 'urn:ietf:params:aws:token-type:aws4_request'
				: `urn:ietf:params:oauth:token-type:${proof}`,
		token_url: 'https://sts.googleapis.com/v1/token',
		credential_source: sourceOf(source),
		...(email === ''
			? {}
			: {
					service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${email}:generateAccessToken`,
				}),
		...(userProject === '' ? {} : { workforce_pool_user_project: userProject }),
	};
	return JSON.stringify(file, undefined, 2);
}

const metadata = 'http://169.254.169.254';

function sourceOf(source: BuiltSource): JsonRecord {
	switch (source.kind) {
		case 'file':
			return { file: source.path, ...formatOf(source.field) };
		case 'url': {
			const [, name, value] = /^([^:]+):\s*(.*)$/.exec(source.header) ?? [];
			return {
				url: source.url,
				...(name === undefined ? {} : { headers: { [name.trim()]: value } }),
				...formatOf(source.field),
			};
		}
		case 'azure':
			// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
			return {
				url: `${metadata}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${encodeURIComponent(source.application)}`,
				headers: { Metadata: 'True' },
				...formatOf('access_token'),
			};
		case 'aws':
			return {
				environment_id: 'aws1',
				region_url: `${metadata}/latest/meta-data/placement/availability-zone`,
				url: `${metadata}/latest/meta-data/iam/security-credentials`,
				regional_cred_verification_url:
					'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
				imdsv2_session_token_url: `${metadata}/latest/api/token`,
			};
		case 'executable':
			return {
				executable: {
					command: source.command,
					timeout_millis: 30_000,
					...(source.outputFile === '' ? {} : { output_file: source.outputFile }),
				},
			};
	}
}

const formatOf = (field: string): JsonRecord =>
	field === '' ? {} : { format: { type: 'json', subject_token_field_name: field } };
