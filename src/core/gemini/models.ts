/** Used until the server's own list of models is known: an alias Google keeps pointing at a current model. */
export const fallbackModel = 'gemini-flash-latest';

/** One model a prompt can be sent to (https://ai.google.dev/api/models#Model). */
export type Model = {
	/** Without the leading `models/`. */
	readonly id: string;
	readonly displayName: string;
	readonly description?: string;
	/** In tokens. */
	readonly inputTokenLimit?: number;
	/** In tokens. */
	readonly outputTokenLimit?: number;
	/** Whether it thinks before it answers. */
	readonly thinking?: boolean;
	/** Used where a request sets none. */
	readonly temperature?: number;
	/** The highest that it takes. */
	readonly maxTemperature?: number;
	readonly topP?: number;
	readonly topK?: number;
};

/** In UTF-16 units: Google describes a model in one sentence or two. */
const longestDescription = 1_000;

export type ModelPage = { readonly models: readonly Model[]; readonly nextPageToken?: string };

/**
 * Reads one page of a list of models, leaving out what cannot generate content: of the Developer API, of Vertex AI's publisher models, or
 * of OpenAI's form. Undefined where the body is no such page.
 */
export function readModelPage(json: unknown): ModelPage | undefined {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		return undefined;
	}
	const { models, publisherModels, data, nextPageToken } = json as Record<string, unknown>;
	const listed = models ?? publisherModels ?? data ?? [];
	if (!Array.isArray(listed)) {
		return undefined;
	}
	return {
		models: listed.flatMap((each) => readModel(each, models !== undefined)),
		...(typeof nextPageToken === 'string' && nextPageToken !== '' ? { nextPageToken } : {}),
	};
}

function readModel(value: unknown, tellsMethods: boolean): Model[] {
	const listed = (value ?? {}) as Record<string, unknown>;
	const { name = listed['id'], displayName = listed['display_name'], description, thinking } = listed;
	if (typeof name !== 'string') {
		return [];
	}
	const id = name.replace(/^(?:publishers\/google\/)?models\//, '');
	if (!/^[\w.-]{1,128}$/.test(id) || !(tellsMethods ? generates(listed) : generatesByName(id))) {
		return [];
	}
	return [
		{
			id,
			displayName: isText(displayName) ? displayName.slice(0, 128) : id,
			...(isText(description) ? { description: description.slice(0, longestDescription) } : {}),
			...numbers(listed, isLimit, 'inputTokenLimit', 'outputTokenLimit', 'topK'),
			...numbers(listed, isMeasure, 'temperature', 'maxTemperature', 'topP'),
			...(typeof thinking === 'boolean' ? { thinking } : {}),
		},
	];
}

const generates = ({ supportedGenerationMethods: methods }: Record<string, unknown>): boolean =>
	Array.isArray(methods) && methods.includes('generateContent');

/** Lists that tell no methods hold pictures, films, voices and vectors as well; those that answer in words are named so. */
const generatesByName = (id: string): boolean => /^gem(?:ini|ma)-/.test(id) && !id.includes('embedding');

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isLimit = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
const isMeasure = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Those of the numbers that are there and make sense. */
const numbers = <K extends string>(
	listed: Record<string, unknown>,
	isRight: (value: unknown) => value is number,
	...names: readonly K[]
): { readonly [_ in K]?: number } =>
	Object.fromEntries(names.filter((name) => isRight(listed[name])).map((name) => [name, listed[name]])) as {
		[_ in K]?: number;
	};

/** The model to begin with: the first of the likely ones. */
export const defaultModel = (models: readonly Model[]): string => likelyModels(models)[0] ?? fallbackModel;

/**
 * Ids of the list in the order in which they are worth a try: the alias that Google keeps current, then Flash from the latest on, since
 * Vertex AI has no alias, then the rest.
 */
export function likelyModels(models: readonly Model[]): readonly string[] {
	const ids = models.map(({ id }) => id);
	const flash = ids
		.filter((id) => versionOfFlash(id) > 0)
		.sort((one, other) => versionOfFlash(other) - versionOfFlash(one));
	return [...new Set([...ids.filter((id) => id === fallbackModel), ...flash, ...ids])];
}

const versionOfFlash = (id: string): number => Number(/^gemini-(\d{1,3}(?:\.\d{1,3})?)-flash$/.exec(id)?.[1] ?? 0);
