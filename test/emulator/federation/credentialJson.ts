import { audienceOf, type Provider } from './provider.ts';

/** Where a workload finds its subject token, and whom it acts as in the end. */
export type CredentialFileOptions = {
	/** Needed except for AWS, where it is made here. */
	readonly source?: Readonly<Record<string, unknown>>;
	/** Email of the account to act as; without it the federated token itself is used. */
	readonly serviceAccount?: string;
	readonly lifetimeSeconds?: number;
};

const subjectTokenTypes = {
	oidc: 'urn:ietf:params:oauth:token-type:jwt',
	aws: 'urn:ietf:params:aws:token-type:aws4_request',
} as const;

const awsSource = {
	environment_id: 'aws1',
	region_url: 'http://169.254.169.254/latest/meta-data/placement/availability-zone',
	url: 'http://169.254.169.254/latest/meta-data/iam/security-credentials',
	regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
} as const;

/** The text of the file that `gcloud iam workload-identity-pools create-cred-config` writes. */
export function credentialJson(provider: Provider, options: CredentialFileOptions): string {
	const { source, serviceAccount, lifetimeSeconds } = options;
	const file = {
		universe_domain: 'googleapis.com',
		type: 'external_account',
		audience: audienceOf(provider),
		subject_token_type: subjectTokenTypes[provider.kind],
		token_url: 'https://sts.googleapis.com/v1/token',
		...(serviceAccount === undefined
			? {}
			: {
					service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${serviceAccount}:generateAccessToken`,
				}),
		...(lifetimeSeconds === undefined
			? {}
			: { service_account_impersonation: { token_lifetime_seconds: lifetimeSeconds } }),
		credential_source: source ?? (provider.kind === 'aws' ? awsSource : {}),
	};
	return `${JSON.stringify(file, undefined, 2)}\n`;
}
