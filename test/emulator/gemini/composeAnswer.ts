import { type GenerateRequest, textOf } from './request.ts';

/** What the emulator "thinks" and says. The same request gives the same words: nothing here is random. */
export type ComposedAnswer = { readonly thoughts: string; readonly text: string };

const longestQuote = 600;
const mostWords = 100_000;
const vocabulary =
	'the key turns in the lock and the door swings open on a hall of small rooms where each lamp waits for a hand'.split(
		' ',
	);

/** `candidate` counts from 0; every candidate differs from the others. */
export function composeAnswer(request: GenerateRequest, modelId: string, candidate: number): ComposedAnswer {
	const contents = request.contents ?? [];
	const asked = contents.filter(({ role }) => role !== 'model').map(textOf);
	const prompt = asked.at(-1) ?? '';
	const words = askedWords(prompt);
	const text = words === undefined ? echo(request, modelId, asked) : story(words);
	const numbered = candidate === 0 ? text : `Version ${candidate + 1}. ${text}`;
	return {
		thoughts: `**Reading the request**\n\nThe latest message has ${prompt.length} characters. I will say back what it asks, and nothing more.\n`,
		text:
			request.generationConfig?.responseMimeType === 'application/json'
				? JSON.stringify({ answer: numbered })
				: numbered,
	};
}

function echo(request: GenerateRequest, modelId: string, asked: readonly string[]): string {
	const media = (request.contents ?? [])
		.flatMap(({ parts }) => parts ?? [])
		.filter((part) => part.inlineData !== undefined || part.fileData !== undefined).length;
	const before = asked.at(-2);
	const instruction = textOf(request.systemInstruction);
	return [
		`Hello! This is the emulator playing ${modelId}, so no model has read your words.`,
		`You wrote: “${quote(asked.at(-1) ?? '')}”.`,
		...(before === undefined
			? []
			: [`That is message ${asked.length} of yours; the one before it was: “${quote(before)}”.`]),
		...(instruction === '' ? [] : [`My instruction is: “${quote(instruction)}”.`]),
		...(media === 0 ? [] : [`You attached ${media} ${media === 1 ? 'file' : 'files'}.`]),
		'Ask me to “write 500 words” if you need a longer answer.',
	].join(' ');
}

/** Cut by code points, so that no character is halved. */
function quote(text: string): string {
	const points = [...text.trim()];
	return points.length <= longestQuote ? points.join('') : `${points.slice(0, longestQuote).join('')}…`;
}

/** The N of "write N words", "write about 1,000 words", "write me 300 words". */
function askedWords(prompt: string): number | undefined {
	const match = /\bwrite\s+(?:me\s+)?(?:about\s+)?(\d[\d,]*)\s+words\b/i.exec(prompt);
	return match === null ? undefined : Math.min(Number(match[1]?.replaceAll(',', '')), mostWords);
}

/** Exactly `count` words, in sentences of twelve and paragraphs of eight sentences. */
function story(count: number): string {
	const words = Array.from({ length: count }, (_, index) => {
		const word = vocabulary[(index * 7 + Math.floor(index / 23)) % vocabulary.length] ?? 'key';
		const capital = index % 12 === 0 ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word;
		const last = index === count - 1;
		const end = index % 12 === 11 || last ? '.' : '';
		return `${capital}${end}${last ? '' : index % 96 === 95 ? '\n\n' : ' '}`;
	});
	return words.join('');
}
