import type { Route } from '../routing.ts';
import { accessVersion } from '../secretManager/accessVersion.ts';

/** Secret Manager; the second path is that of its regional endpoints (google/cloud/secretmanager/v1/service.proto). */
export const secretManagerRoutes: readonly Route[] = [
	'projects/{project}',
	'projects/{project}/locations/{location}',
].map((parent) => ({
	service: 'secretmanager.googleapis.com',
	method: 'GET',
	path: `/v1/${parent}/secrets/{secret}/versions/{version}:access`,
	rpc: 'google.cloud.secretmanager.v1.SecretManagerService.AccessSecretVersion',
	handle: accessVersion,
}));
