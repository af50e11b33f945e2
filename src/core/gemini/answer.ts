/** Tokens of one call (https://ai.google.dev/api/generate-content#UsageMetadata). Absent counts are zero by proto3. */
export type Usage = {
	readonly prompt: number;
	readonly thoughts: number;
	readonly output: number;
	readonly total: number;
};

/** What one GenerateContentResponse of a stream adds to the answer. */
export type AnswerPart = {
	/** Text to append; thoughts and other kinds of parts are not text. */
	readonly text: string;
	/** Cumulative: the last one counts. */
	readonly usage?: Usage;
};

type Json = Readonly<Record<string, unknown>>;
const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);
const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads one parsed event of a stream; whatever it does not know it passes over. */
export function readAnswerPart(json: unknown): AnswerPart {
	const response = record(json);
	const candidate = record(list(response['candidates'])[0]);
	const text = list(record(candidate['content'])['parts'])
		.map(record)
		.filter((part) => part['thought'] !== true)
		.map((part) => word(part['text']) ?? '')
		.join('');
	const counts = response['usageMetadata'];
	return {
		text,
		...(counts ? { usage: readUsage(record(counts)) } : {}),
	};
}

const readUsage = (counts: Json): Usage => ({
	prompt: count(counts['promptTokenCount']),
	thoughts: count(counts['thoughtsTokenCount']),
	output: count(counts['candidatesTokenCount']),
	total: count(counts['totalTokenCount']),
});
