import { isRecord, type JsonRecord, listOf, textOf } from '../errors/googleError.ts';
import { redact, redactJson } from '../secrets/redact.ts';
import { partsOf } from './answer.ts';
import { type AnswerExtra, shownImages } from './answerExtra.ts';

/** Of one answer. */
const mostExtras = 200;
/** Of all texts of an answer's extras, in UTF-16 units. */
const mostText = 1024 * 1024;
/** Of one image, and of all, in characters of base64. */
const longestImage = 8 * 1024 * 1024;
const mostImages = 24 * 1024 * 1024;
const longestLine = 500;
const longestAddress = 4000;
const longestText = 64 * 1024;

/** Reads what an answer holds beside text, each thing once: Google repeats sources and citations as an answer grows. */
export class ExtrasReading {
	readonly #secrets: readonly string[];
	readonly #seen = new Set<string>();
	#text = 0;
	#images = 0;

	constructor(secret: string) {
		this.#secrets = [secret];
	}

	/** What one piece of the first candidate adds. */
	read(candidate: JsonRecord): readonly AnswerExtra[] {
		const read = [
			...partsOf(candidate).flatMap((part) => this.#ofPart(part)),
			...this.#citations(candidate['citationMetadata']),
			...this.#grounding(candidate['groundingMetadata']),
		];
		return read.filter((extra) => this.#isNew(extra));
	}

	/** Calls and files may well come twice; what says where something is from tells nothing new the second time. */
	#isNew(extra: AnswerExtra): boolean {
		if (this.#seen.size >= mostExtras) {
			return false;
		}
		const isRepeatable = !['citation', 'source', 'search'].includes(extra.kind);
		const key = isRepeatable ? `#${this.#seen.size}` : JSON.stringify(extra);
		if (this.#seen.has(key)) {
			return false;
		}
		if (extra.kind === 'image') {
			this.#images += extra.data.length;
		} else {
			this.#text += JSON.stringify(extra).length;
			if (this.#text > mostText) {
				return false;
			}
		}
		this.#seen.add(key);
		return true;
	}

	#ofPart(part: JsonRecord): readonly AnswerExtra[] {
		const { functionCall, executableCode, codeExecutionResult, inlineData, fileData } = part as {
			readonly [name: string]: unknown;
		};
		return [
			...(isRecord(functionCall) ? [this.#call(functionCall)] : []),
			...(isRecord(executableCode)
				? [
						{
							kind: 'code',
							language: this.#line(executableCode['language']),
							code: this.#clean(executableCode['code'], longestText),
						} as const,
					]
				: []),
			...(isRecord(codeExecutionResult)
				? [
						{
							kind: 'result',
							outcome: this.#line(codeExecutionResult['outcome']),
							output: this.#clean(codeExecutionResult['output'], longestText),
						} as const,
					]
				: []),
			...(isRecord(inlineData) ? [this.#file(inlineData)] : []),
			...(isRecord(fileData) ? [{ kind: 'file', mimeType: this.#line(fileData['mimeType']), bytes: 0 } as const] : []),
		];
	}

	#call({ name, args }: JsonRecord): AnswerExtra {
		const laidOut = JSON.stringify(redactJson(args ?? {}, this.#secrets), undefined, 2);
		return { kind: 'call', name: this.#line(name), args: shortened(laidOut, longestText) };
	}

	/** An image where it is one that pages show; what holds the secret in use is never handed on. */
	#file(blob: JsonRecord): AnswerExtra {
		const mimeType = this.#line(blob['mimeType']).toLowerCase();
		const data = textOf(blob['data']);
		const isShown =
			shownImages.includes(mimeType) &&
			data.length <= longestImage &&
			this.#images + data.length <= mostImages &&
			isBase64(data) &&
			this.#secrets.every((secret) => secret === '' || !data.includes(secret));
		return isShown ? { kind: 'image', mimeType, data } : { kind: 'file', mimeType, bytes: bytesIn(data) };
	}

	#citations(metadata: unknown): readonly AnswerExtra[] {
		const { citationSources, citations } = fieldsOf(metadata);
		return listOf(citationSources ?? citations)
			.slice(0, mostExtras)
			.filter(isRecord)
			.map((source) => ({
				kind: 'citation',
				uri: this.#clean(source['uri'], longestAddress),
				title: this.#line(source['title']),
				license: this.#line(source['license']),
				start: place(source['startIndex']),
				end: place(source['endIndex']),
			}));
	}

	/** `searchEntryPoint` is markup of the server's, and is passed over. */
	#grounding(metadata: unknown): readonly AnswerExtra[] {
		const { groundingChunks, webSearchQueries } = fieldsOf(metadata);
		return [
			...listOf(webSearchQueries)
				.slice(0, mostExtras)
				.map((query) => ({ kind: 'search', query: this.#line(query) }) as const)
				.filter(({ query }) => query !== ''),
			...listOf(groundingChunks)
				.slice(0, mostExtras)
				.map((chunk) => fieldsOf(fieldsOf(chunk)['web'] ?? fieldsOf(chunk)['retrievedContext']))
				.map(({ uri, title }) => ({
					kind: 'source' as const,
					uri: this.#clean(uri, longestAddress),
					title: this.#line(title),
				}))
				.filter(({ uri, title }) => uri !== '' || title !== ''),
		];
	}

	#line(value: unknown): string {
		return this.#clean(value, longestLine);
	}

	/** Cut to length last: the end of a secret that is cut off would not be known as one. */
	#clean(value: unknown, longest: number): string {
		return shortened(redact(textOf(value), this.#secrets), longest);
	}
}

const shortened = (text: string, longest: number): string =>
	text.length > longest ? `${text.slice(0, longest)}…` : text;

const fieldsOf = (value: unknown): JsonRecord => (isRecord(value) ? value : {});

const place = (value: unknown): number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;

/** RFC 4648, section 4. What is no image after all, the page shows as none. */
const isBase64 = (data: string): boolean => data !== '' && !/[^A-Za-z0-9+/=]/.test(data);

const bytesIn = (base64: string): number => Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
