/**
 * The messages of google.ai.generativelanguage that a client sends, as data. Sources: the public protos of the service
 * and https://ai.google.dev/api/generate-content; field names in camelCase, the reader takes snake_case as
 * well. v1 and v1beta are held to the same fields: Google's own client (@google/genai 3) sends all of these to v1.
 */

/** A scalar, an enum or a message by name. `struct` and `value` are free-form JSON. */
export type Field = {
	readonly type: string;
	readonly repeated?: true;
	/** map<string, type> */
	readonly map?: true;
	/** Name of the oneof it belongs to: only one of its fields may be set. */
	readonly oneof?: string;
};

export type Message = { readonly [field: string]: Field };

const one = (type: string): Field => ({ type });
const list = (type: string): Field => ({ type, repeated: true });
const data = (type: string): Field => ({ type, oneof: 'data' });
const all = (type: string, ...names: readonly string[]): Message =>
	Object.fromEntries(names.map((name) => [name, one(type)]));

const GenerationConfig: Message = {
	...all('int32', 'candidateCount', 'maxOutputTokens', 'topK', 'seed', 'logprobs'),
	...all('float', 'temperature', 'topP', 'presencePenalty', 'frequencyPenalty'),
	stopSequences: list('string'),
	responseLogprobs: one('bool'),
	enableEnhancedCivicAnswers: one('bool'),
	responseMimeType: one('string'),
	responseSchema: one('Schema'),
	responseJsonSchema: one('value'),
	responseModalities: list('Modality'),
	mediaResolution: one('MediaResolution'),
	speechConfig: one('struct'),
	imageConfig: one('struct'),
	thinkingConfig: one('ThinkingConfig'),
};

const Schema: Message = {
	type: one('Type'),
	...all('string', 'format', 'title', 'description', 'pattern'),
	nullable: one('bool'),
	enum: list('string'),
	...all('int64', 'maxItems', 'minItems', 'minProperties', 'maxProperties', 'minLength', 'maxLength'),
	...all('double', 'minimum', 'maximum'),
	properties: { type: 'Schema', map: true },
	required: list('string'),
	propertyOrdering: list('string'),
	anyOf: list('Schema'),
	items: one('Schema'),
	example: one('value'),
	default: one('value'),
};

export const messages: { readonly [name: string]: Message } = {
	GenerateContentRequest: {
		model: one('string'),
		contents: list('Content'),
		safetySettings: list('SafetySetting'),
		generationConfig: one('GenerationConfig'),
		systemInstruction: one('Content'),
		tools: list('Tool'),
		toolConfig: one('ToolConfig'),
		cachedContent: one('string'),
		serviceTier: one('string'),
	},
	CountTokensRequest: {
		model: one('string'),
		contents: list('Content'),
		generateContentRequest: one('GenerateContentRequest'),
	},
	Content: { role: one('string'), parts: list('Part') },
	Part: {
		text: data('string'),
		inlineData: data('Blob'),
		fileData: data('FileData'),
		functionCall: data('FunctionCall'),
		functionResponse: data('FunctionResponse'),
		executableCode: data('struct'),
		codeExecutionResult: data('struct'),
		thought: one('bool'),
		thoughtSignature: one('bytes'),
		videoMetadata: one('struct'),
		partMetadata: one('struct'),
		mediaResolution: one('struct'),
	},
	Blob: { mimeType: one('string'), data: one('bytes') },
	FileData: { mimeType: one('string'), fileUri: one('string') },
	FunctionCall: { id: one('string'), name: one('string'), args: one('struct') },
	FunctionResponse: {
		...all('string', 'id', 'name', 'scheduling'),
		response: one('struct'),
		parts: list('struct'),
		willContinue: one('bool'),
	},
	SafetySetting: { category: one('HarmCategory'), threshold: one('HarmBlockThreshold') },
	GenerationConfig,
	ThinkingConfig: { includeThoughts: one('bool'), thinkingBudget: one('int32'), thinkingLevel: one('ThinkingLevel') },
	Tool: {
		functionDeclarations: list('FunctionDeclaration'),
		...all('struct', 'googleSearch', 'googleSearchRetrieval', 'codeExecution', 'urlContext', 'googleMaps'),
		...all('struct', 'computerUse', 'fileSearch'),
		mcpServers: list('struct'),
	},
	FunctionDeclaration: {
		...all('string', 'name', 'description', 'behavior'),
		parameters: one('Schema'),
		response: one('Schema'),
		parametersJsonSchema: one('value'),
		responseJsonSchema: one('value'),
	},
	ToolConfig: {
		functionCallingConfig: one('FunctionCallingConfig'),
		retrievalConfig: one('struct'),
		includeServerSideToolInvocations: one('bool'),
	},
	FunctionCallingConfig: { mode: one('FunctionCallingMode'), allowedFunctionNames: list('string') },
	Schema,
};

const harm = ['HARASSMENT', 'HATE_SPEECH', 'SEXUALLY_EXPLICIT', 'DANGEROUS_CONTENT', 'CIVIC_INTEGRITY', 'UNSPECIFIED'];

export const enums: { readonly [name: string]: readonly string[] } = {
	HarmCategory: harm.map((name) => `HARM_CATEGORY_${name}`),
	HarmBlockThreshold: [
		...['HARM_BLOCK_THRESHOLD_UNSPECIFIED', 'BLOCK_LOW_AND_ABOVE', 'BLOCK_MEDIUM_AND_ABOVE'],
		...['BLOCK_ONLY_HIGH', 'BLOCK_NONE', 'OFF'],
	],
	Modality: ['MODALITY_UNSPECIFIED', 'TEXT', 'IMAGE', 'AUDIO'],
	MediaResolution: ['UNSPECIFIED', 'LOW', 'MEDIUM', 'HIGH'].map((name) => `MEDIA_RESOLUTION_${name}`),
	ThinkingLevel: ['THINKING_LEVEL_UNSPECIFIED', 'MINIMAL', 'LOW', 'MEDIUM', 'HIGH'],
	FunctionCallingMode: ['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'],
	Type: ['TYPE_UNSPECIFIED', 'STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL'],
};

/** Full names of the enums that live inside a message, for error texts. */
export const nestedEnums: { readonly [name: string]: string } = {
	HarmBlockThreshold: 'SafetySetting.HarmBlockThreshold',
	Modality: 'GenerationConfig.Modality',
	MediaResolution: 'GenerationConfig.MediaResolution',
	ThinkingLevel: 'ThinkingConfig.ThinkingLevel',
	FunctionCallingMode: 'FunctionCallingConfig.Mode',
};
