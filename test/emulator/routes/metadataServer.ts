import { metadataEndpoint } from '../metadata/metadataEndpoint.ts';
import type { Route } from '../routing.ts';

/** What `GCE_METADATA_HOST` points clients at. */
export const metadataServerRoutes: readonly Route[] = [
	{
		service: 'metadata.google.internal',
		method: 'GET',
		path: '/computeMetadata/v1/{rest*}',
		secret: true,
		handle: metadataEndpoint,
	},
];
