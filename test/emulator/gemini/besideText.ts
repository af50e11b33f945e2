import type { Candidate, ResponsePart } from './response.ts';

/** What an answer holds beside text, where the prompt asks for it in these words; each is what Google sends for it. */
export type BesideText = {
	readonly parts: readonly ResponsePart[];
	readonly about: Pick<Candidate, 'groundingMetadata' | 'citationMetadata'>;
};

/** A white key on blue, 96 by 96 pixels. */
const picture =
	'iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAMAAADVRocKAAAABlBMVEUac+j///+qLU3oAAAAqUlEQVR42u2XQQqAMAwE3f9/2pt40JCk2aIwc1TYESRt9jgAAAAAAFbRHW/6vEPPuPPHDJLVoBh3/rrBLZC8BslreEobNbwFTQmCmBlDFDIuqL0cyJ8w7BT0hyT6AAQFwcpJxT/4i6A6ydfDcM7tgoXTtCGo3QcdQelGSwr6d3JTkN8qsoL2XpQWdDe7vKC5m35JYO8H/oazoaP5W6a/J29o+gAAAADwN06CXQX/uNosmAAAAABJRU5ErkJggg==';

const words: readonly (readonly [RegExp, Partial<BesideText>])[] = [
	[
		/\bcall a function\b/i,
		{ parts: [{ functionCall: { name: 'open_door', args: { door: 'north', keys: ['brass', 'iron'] } } }] },
	],
	[
		/\brun some code\b/i,
		{
			parts: [
				{ executableCode: { language: 'PYTHON', code: 'print(sum(range(1, 11)))' } },
				{ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '55\n' } },
			],
		},
	],
	[/\bdraw a picture\b/i, { parts: [{ inlineData: { mimeType: 'image/png', data: picture } }] }],
	[
		/\bname your sources\b/i,
		{
			about: {
				groundingMetadata: {
					searchEntryPoint: { renderedContent: '<div class="chip">how keys turn</div>' },
					webSearchQueries: ['how keys turn'],
					groundingChunks: [
						{ web: { uri: 'https://ai.google.dev/gemini-api/docs/api-key', title: 'ai.google.dev' } },
						{ web: { uri: 'https://locks.example/history?of=keys', title: 'locks.example' } },
					],
				},
				citationMetadata: {
					citationSources: [{ startIndex: 0, endIndex: 5, uri: 'https://github.com/example/keys', license: 'mit' }],
				},
			},
		},
	],
];

export function besideText(prompt: string): BesideText {
	const asked = words.filter(([pattern]) => pattern.test(prompt)).map(([, beside]) => beside);
	return {
		parts: asked.flatMap(({ parts = [] }) => parts),
		about: Object.assign({}, ...asked.map(({ about }) => about)),
	};
}
