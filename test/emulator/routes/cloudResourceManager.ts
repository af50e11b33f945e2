import { testIamPermissions } from '../resourceManager/testIamPermissions.ts';
import type { Route } from '../routing.ts';

/** Cloud Resource Manager, version 1 (https://cloud.google.com/resource-manager/reference/rest/v1/projects). */
export const cloudResourceManagerRoutes: readonly Route[] = [
	{
		service: 'cloudresourcemanager.googleapis.com',
		method: 'POST',
		path: '/v1/projects/{project}:testIamPermissions',
		rpc: 'google.cloudresourcemanager.projects.v1.ProjectsServiceV1.TestIamPermissions',
		handle: testIamPermissions,
	},
];
