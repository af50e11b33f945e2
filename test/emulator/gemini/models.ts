/** A model as `models.list` shows it, and what the emulator has to know besides. */
export type Model = {
	readonly id: string;
	readonly displayName: string;
	readonly version: string;
	readonly family: Family;
	/** The model an alias stands for; answers carry it as `modelVersion`. */
	readonly aliasOf?: string;
};

/** What models of one make have in common. `thinking` tells which knob of thinkingConfig they take. */
export type Family = {
	readonly inputTokenLimit: number;
	readonly outputTokenLimit: number;
	readonly supportedGenerationMethods: readonly string[];
	readonly thinking?: 'level' | 'budget';
	/** Least and greatest thinkingBudget; 0 (off) is allowed beside them where `mayBeOff`. */
	readonly thinkingBudget?: { readonly least: number; readonly greatest: number; readonly mayBeOff: boolean };
	readonly maxTemperature?: number;
};

const textMethods = ['generateContent', 'countTokens', 'createCachedContent', 'batchGenerateContent'];
const text = {
	inputTokenLimit: 1048576,
	outputTokenLimit: 65536,
	supportedGenerationMethods: textMethods,
	maxTemperature: 2,
};
const level: Family = { ...text, thinking: 'level' };
const budget = (least: number, greatest: number, mayBeOff: boolean): Family => ({
	...text,
	thinking: 'budget',
	thinkingBudget: { least, greatest, mayBeOff },
});
const image: Family = { ...text, inputTokenLimit: 65536, outputTokenLimit: 32768 };
const gemma: Family = {
	inputTokenLimit: 262144,
	outputTokenLimit: 32768,
	supportedGenerationMethods: ['generateContent', 'countTokens'],
};
const embedding: Family = {
	inputTokenLimit: 2048,
	outputTokenLimit: 1,
	supportedGenerationMethods: ['embedContent', 'countTextTokens', 'countTokens', 'asyncBatchEmbedContent'],
};
const prediction: Family = { inputTokenLimit: 480, outputTokenLimit: 8192, supportedGenerationMethods: ['predict'] };

function model(id: string, displayName: string, version: string, family: Family, aliasOf?: string): Model {
	return { id, displayName, version, family, ...(aliasOf === undefined ? {} : { aliasOf }) };
}

/** In the service's own order: by no rule a client could rely on, and the first is not the one to choose. */
export const models: readonly Model[] = [
	model('gemini-embedding-001', 'Gemini Embedding 001', '001', embedding),
	model('gemini-2.5-flash', 'Gemini 2.5 Flash', '001', budget(1, 24576, true)),
	model('gemini-2.5-pro', 'Gemini 2.5 Pro', '2.5', budget(128, 32768, false)),
	model('gemini-2.5-flash-image', 'Nano Banana', '2.0', image),
	model('gemma-4-26b-a4b-it', 'Gemma 4 26B A4B IT', '001', gemma),
	model('gemma-4-31b-it', 'Gemma 4 31B IT', '001', gemma),
	model('gemini-flash-latest', 'Gemini Flash Latest', 'Gemini Flash Latest', level, 'gemini-3.8-flash'),
	model(
		'gemini-flash-lite-latest',
		'Gemini Flash-Lite Latest',
		'Gemini Flash-Lite Latest',
		level,
		'gemini-3.5-flash-lite',
	),
	model('gemini-pro-latest', 'Gemini Pro Latest', 'Gemini Pro Latest', level, 'gemini-3.1-pro-preview'),
	model('gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite', '001', budget(512, 24576, true)),
	model('gemini-3-flash-preview', 'Gemini 3 Flash Preview', '3-flash-preview-12-2025', level),
	model('gemini-3.1-pro-preview', 'Gemini 3.1 Pro Preview', '3.1-pro-preview-01-2026', level),
	model('gemini-3.1-pro-preview-customtools', 'Gemini 3.1 Pro Preview Custom Tools', '3.1-pro-preview-01-2026', level),
	model('gemini-3.1-flash-lite', 'Gemini 3.1 Flash-Lite', '3.1-flash-lite', level),
	model('gemini-3-pro-image', 'Nano Banana Pro', '3.0', image),
	model('gemini-3.5-flash', 'Gemini 3.5 Flash', '3.5-flash', level),
	model('gemini-3.8-flash', 'Gemini 3.8 Flash', '3.8-flash', level),
	model('gemini-3.5-flash-lite', 'Gemini 3.5 Flash-Lite', '3.5-flash-lite', level),
	model('gemini-3.7-flash', 'Gemini 3.7 Flash', '3.7-flash', level),
	model('gemini-embedding-2', 'Gemini Embedding 2', '2', { ...embedding, inputTokenLimit: 8192 }),
	model('imagen-4.0-generate-001', 'Imagen 4', '001', prediction),
];

export const findModel = (id: string) => models.find((model) => model.id === id);

/** The JSON of one model as google.ai.generativelanguage.Model; unset fields are left out as proto3 does. */
export function describeModel({ id, displayName, version, family }: Model): object {
	return {
		name: `models/${id}`,
		version,
		displayName,
		description: `${displayName}, as the emulator plays it`,
		inputTokenLimit: family.inputTokenLimit,
		outputTokenLimit: family.outputTokenLimit,
		supportedGenerationMethods: family.supportedGenerationMethods,
		...(family.maxTemperature === undefined
			? {}
			: { temperature: 1, topP: 0.95, topK: 64, maxTemperature: family.maxTemperature }),
		...(family.thinking === undefined ? {} : { thinking: true }),
	};
}
