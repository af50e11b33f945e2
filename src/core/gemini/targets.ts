import type { Credential } from '../ports.ts';
import type { Target, TargetKind } from './target.ts';

/** Host of the Gemini Developer API (https://ai.google.dev/api). */
export const developerApiHost = 'generativelanguage.googleapis.com';

/** Where requests go: Google's own host unless a gateway stands in front of it. A profile is such a place. */
export type Place = {
	/** Absent: the Gemini Developer API. */
	readonly target?: Target;
	/** `https://host[/path]` in the stead of Google's own host, without the API version. */
	readonly baseUrl?: string;
};

/** What a call can prove with who it is. */
export type CredentialSort = 'key' | 'token';

/** How one kind of target is asked. Paths begin with the API version and have no slash in front. */
type Row<T extends Target> = {
	readonly hostOf: (target: T) => string;
	/** Under which each model has its name, and behind that its methods; of OpenAI's kind the one path for all models. */
	readonly askedAt: (target: T) => string;
	/** Where the models are listed, with the query of the first page. */
	readonly listedAt: string;
	/** Whether requests and answers are Google's own, or as OpenAI has them; there no tokens are counted beforehand. */
	readonly speaks: 'gemini' | 'openai';
	readonly takes: readonly CredentialSort[];
	/** What carries a key; a token is always a Bearer token. No call has both headers. */
	readonly keyIn: Exclude<Credential['header'], 'x-vault-token'>;
};

type Rows = { readonly [K in TargetKind]: Row<Extract<Target, { readonly kind: K }>> };

/** What is under the endpoint that speaks as OpenAI's does. */
export const openAiPath = 'v1beta/openai/';

const vertexModels = 'publishers/google/models';
// Google names no longest page of this list; of the other it does.
const vertexList = `v1beta1/${vertexModels}?pageSize=100`;

const rows: Rows = {
	developer: {
		hostOf: () => developerApiHost,
		askedAt: () => 'v1beta/models',
		listedAt: 'v1beta/models?pageSize=1000',
		speaks: 'gemini',
		takes: ['key', 'token'],
		keyIn: 'x-goog-api-key',
	},
	// https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1beta1/projects.locations.publishers.models
	vertex: {
		hostOf: ({ location }) => vertexHost(location),
		askedAt: ({ project, location }) =>
			`v1beta1/projects/${encodeURIComponent(project)}/locations/${location}/${vertexModels}`,
		listedAt: vertexList,
		speaks: 'gemini',
		takes: ['key', 'token'],
		keyIn: 'x-goog-api-key',
	},
	// https://cloud.google.com/vertex-ai/generative-ai/docs/start/express-mode/overview
	'vertex-express': {
		hostOf: () => vertexHost('global'),
		askedAt: () => `v1beta1/${vertexModels}`,
		listedAt: vertexList,
		speaks: 'gemini',
		takes: ['key'],
		keyIn: 'x-goog-api-key',
	},
	// https://ai.google.dev/gemini-api/docs/openai
	openai: {
		hostOf: () => developerApiHost,
		askedAt: () => `${openAiPath}chat/completions`,
		listedAt: `${openAiPath}models`,
		speaks: 'openai',
		takes: ['key', 'token'],
		keyIn: 'authorization',
	},
};

export const targetKinds = Object.keys(rows) as readonly TargetKind[];

const developer: Target = { kind: 'developer' };

export const targetAt = ({ target = developer }: Place): Target => target;

/** The row of a target, for just this target. */
const rowAt = (place: Place): Row<Target> => rows[targetAt(place).kind] as Row<Target>;

/** https://cloud.google.com/vertex-ai/docs/reference/rest#service-endpoint */
function vertexHost(location: string): string {
	switch (location) {
		case 'global':
			return 'aiplatform.googleapis.com';
		case 'us':
		case 'eu':
			return `aiplatform.${location}.rep.googleapis.com`;
		default:
			return `${location}-aiplatform.googleapis.com`;
	}
}

/** Scheme and host, of a gateway with the path it has, without the API version. */
export const baseOf = (place: Place): string => place.baseUrl ?? `https://${rowAt(place).hostOf(targetAt(place))}`;

/** The one host that a credential is sent to, with the port where it is not 443. */
export const hostOf = (place: Place): string => new URL(baseOf(place)).host;

/** Where models are asked; see `askedAt`. */
export const modelsUrl = (place: Place): string => `${baseOf(place)}/${rowAt(place).askedAt(targetAt(place))}`;

/** Where models are listed: the first page. */
export const listUrl = (place: Place): string => `${baseOf(place)}/${rowAt(place).listedAt}`;

/** The place of a profile, and nothing else of it. */
export const placeOf = ({ target, baseUrl }: Place): Place => ({
	...(target ? { target } : {}),
	...(baseUrl ? { baseUrl } : {}),
});

/** Tells places apart. */
export const placeKey = (place: Place): string => `${targetAt(place).kind} ${modelsUrl(place)}`;

export const speaksOpenAi = (place: Place): boolean => rowAt(place).speaks === 'openai';

/** The header that carries a key. */
export const keyHeaderAt = (place: Place): Row<Target>['keyIn'] => rowAt(place).keyIn;

/** The kinds of target that take such a credential. */
export const kindsFor = (sort: CredentialSort): readonly TargetKind[] =>
	targetKinds.filter((kind) => rows[kind].takes.includes(sort));
