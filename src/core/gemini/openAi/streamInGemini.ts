import { parseJson } from '../../parseJson.ts';
import { EventStreamSplitter } from '../eventStream.ts';
import { chunkInGemini } from './chunkInGemini.ts';

/** In UTF-16 units; no answer has an event of this length. */
const longestEvent = 32 * 1024 * 1024;

/** The event stream of a chat completion as one of Gemini's, piece by piece as it comes, so that whoever reads on knows but the one kind. */
export async function* streamInGemini(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const splitter = new EventStreamSplitter();
	const encoder = new TextEncoder();
	const translated = (events: readonly string[]) =>
		encoder.encode(
			events
				.filter((event) => event.trim() !== '[DONE]')
				.map((event) => `data: ${eventInGemini(event)}\n\n`)
				.join(''),
		);
	for await (const chunk of body) {
		yield translated(splitter.push(chunk));
		if (splitter.pending > longestEvent) {
			return;
		}
	}
	yield translated(splitter.end());
}

/** An event of several lines stays one: its lines are those of an error, which is JSON whatever parts them. */
function eventInGemini(event: string): string {
	const json = parseJson(event);
	return json === undefined ? event.replaceAll('\n', ' ') : JSON.stringify(chunkInGemini(json));
}
