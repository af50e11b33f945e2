import { fallbackModel } from './developerApi.ts';

/** One model a prompt can be sent to (https://ai.google.dev/api/models#Model). */
export type Model = {
	/** Without the leading `models/`. */
	readonly id: string;
	readonly displayName: string;
};

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
	const { name, displayName, supportedGenerationMethods: methods } = (value ?? {}) as Record<string, unknown>;
	if (typeof name !== 'string' || !Array.isArray(methods) || !methods.includes('generateContent')) {
		return [];
	}
	const id = name.replace(/^models\//, '');
	if (!/^[\w.-]{1,128}$/.test(id)) {
		return [];
	}
	return [{ id, displayName: typeof displayName === 'string' && displayName !== '' ? displayName.slice(0, 128) : id }];
}

/** The model to begin with: the alias Google keeps current, else the first the server lists. */
export const defaultModel = (models: readonly Model[]): string =>
	models.some((model) => model.id === fallbackModel) ? fallbackModel : (models[0]?.id ?? fallbackModel);
