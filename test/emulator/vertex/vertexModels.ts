import { pageOf } from '../gemini/listModels.ts';
import { type Model, models } from '../gemini/models.ts';

/** Vertex AI has no aliases, and open models only for who sets them up. */
const published = models.filter(({ id, aliasOf }) => /^(?:gemini|imagen)-/.test(id) && aliasOf === undefined);

/** Some of the places; the newest models are in no single region. */
const regions: readonly string[] = [
	'us-central1',
	'us-east5',
	'us-west1',
	'europe-west1',
	'europe-west4',
	'asia-northeast1',
	'asia-southeast1',
];
const multiRegions: readonly string[] = ['global', 'us', 'eu'];
const inRegions: readonly string[] = [
	'gemini-2.5-flash',
	'gemini-2.5-pro',
	'gemini-2.5-flash-lite',
	'gemini-3.5-flash',
];

/** A model as it is asked for in a place; undefined where it is not there. */
export const modelIn = (id: string, location: string): Model | undefined =>
	published.find(
		(model) =>
			model.id === id && (multiRegions.includes(location) || (regions.includes(location) && inRegions.includes(id))),
	);

/** `publishers.models.list` (google/cloud/aiplatform/v1beta1/model_garden_service.proto): the same for every place. */
export function listPublisherModels(apiVersion: string, query: URLSearchParams): object {
	const { items, nextPageToken } = pageOf(published, `publishers-${apiVersion}`, query);
	return {
		publisherModels: items.map(({ id, version }) => ({
			name: `publishers/google/models/${id}`,
			versionId: version,
			openSourceCategory: 'PROPRIETARY',
			launchStage: id.includes('preview') ? 'PUBLIC_PREVIEW' : 'GA',
			supportedActions: {},
		})),
		...(nextPageToken === undefined ? {} : { nextPageToken }),
	};
}
