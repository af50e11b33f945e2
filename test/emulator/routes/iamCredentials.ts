import { generateAccessToken } from '../iamCredentials/generateAccessToken.ts';
import type { Route } from '../routing.ts';

/** The Service Account Credentials API. */
export const iamCredentialsRoutes: readonly Route[] = [
	{
		service: 'iamcredentials.googleapis.com',
		method: 'POST',
		path: '/v1/projects/{project}/serviceAccounts/{email}:generateAccessToken',
		rpc: 'google.iam.credentials.v1.IAMCredentials.GenerateAccessToken',
		handle: generateAccessToken,
	},
];
