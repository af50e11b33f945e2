import { fallbackModel } from './developerApi.ts';

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

/** Reads one page of `models.list`, leaving out what cannot generate content. Undefined where the body is no such page. */
export function readModelPage(json: unknown): ModelPage | undefined {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) {
		return undefined;
	}
	const { models, nextPageToken } = json as Record<string, unknown>;
	if (models !== undefined && !Array.isArray(models)) {
		return undefined;
	}
	return {
		models: (models ?? []).flatMap(readModel),
		...(typeof nextPageToken === 'string' && nextPageToken !== '' ? { nextPageToken } : {}),
	};
}

function readModel(value: unknown): Model[] {
	const listed = (value ?? {}) as Record<string, unknown>;
	const { name, displayName, description, thinking, supportedGenerationMethods: methods } = listed;
	if (typeof name !== 'string' || !Array.isArray(methods) || !methods.includes('generateContent')) {
		return [];
	}
	const id = name.replace(/^models\//, '');
	if (!/^[\w.-]{1,128}$/.test(id)) {
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

/** The model to begin with: the alias Google keeps current, else the first the server lists. */
export const defaultModel = (models: readonly Model[]): string =>
	models.some((model) => model.id === fallbackModel) ? fallbackModel : (models[0]?.id ?? fallbackModel);
