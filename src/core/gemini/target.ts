/**
 * What of Google's is asked: the Gemini Developer API, Vertex AI in a project and a place, Vertex AI by a key alone ("express
 * mode"), or the endpoint that speaks as OpenAI's does. How each is asked stands in targets.ts.
 */
export type Target =
	| { readonly kind: 'developer' }
	| { readonly kind: 'vertex'; readonly project: string; readonly location: string }
	| { readonly kind: 'vertex-express' }
	| { readonly kind: 'openai' };
export type TargetKind = Target['kind'];

/** Parses a stored target; undefined where it is none. */
export function readTarget(value: unknown): Target | undefined {
	const { kind, project, location } = (value ?? {}) as Record<string, unknown>;
	switch (kind) {
		case 'developer':
		case 'vertex-express':
		case 'openai':
			return { kind };
		case 'vertex':
			return isProject(project) && isLocation(location) ? { kind, project, location } : undefined;
		default:
			return undefined;
	}
}

/** Id or number of a project (https://cloud.google.com/resource-manager/docs/creating-managing-projects). */
export const isProject = (value: unknown): value is string =>
	typeof value === 'string' && /^(?:(?:[a-z][a-z\d.-]{1,60}:)?[a-z][a-z\d-]{4,28}[a-z\d]|\d{1,20})$/.test(value);

/**
 * A region such as `us-central1`, one of the multi-regions, or `global`
 * (https://cloud.google.com/vertex-ai/generative-ai/docs/learn/locations). It becomes a part of a host name: nothing else may pass.
 */
export const isLocation = (value: unknown): value is string =>
	typeof value === 'string' && /^(?:global|us|eu|[a-z]{2,24}-[a-z]{4,24}\d{1,2})$/.test(value);
