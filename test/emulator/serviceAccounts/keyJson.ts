import type { ServiceAccount, ServiceAccountKey } from './serviceAccount.ts';

/** The text of the file that is downloaded once for a key (https://cloud.google.com/iam/docs/keys-create-delete#creating). */
export async function keyJson(
	{ email, uniqueId, project }: ServiceAccount,
	{ keyId, pair }: ServiceAccountKey,
): Promise<string> {
	const file = {
		type: 'service_account',
		project_id: project.projectId,
		private_key_id: keyId,
		private_key: `${(await (await pair()).privateKeyPem()).trim()}\n`,
		client_email: email,
		client_id: uniqueId,
		auth_uri: 'https://accounts.google.com/o/oauth2/auth',
		token_uri: 'https://oauth2.googleapis.com/token',
		auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
		client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(email)}`,
		universe_domain: 'googleapis.com',
	};
	return `${JSON.stringify(file, undefined, 2)}\n`;
}
