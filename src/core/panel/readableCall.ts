import * as l10n from '@vscode/l10n';
import { isRecord, type JsonRecord } from '../errors/googleError.ts';
import { bytesInWords } from '../gemini/bytesInWords.ts';
import { EventStreamSplitter } from '../gemini/eventStream.ts';
import { parseJson } from '../parseJson.ts';
import type { Credential } from '../ports.ts';
import { redact, redacted, redactJson } from '../secrets/redact.ts';
import type { BodyRecord, CallRecord, Mark } from './callRecord.ts';
import type { HeaderView, TurnDetails } from './turnDetails.ts';

/** Shown of a stream from its beginning and from its end, in events. */
const firstEvents = 200;
const lastEvents = 50;
/** Of one event, of a body, and of a header, in UTF-16 units. */
const longestEvent = 2048;
const longestBody = 256 * 1024;
const longestHeader = 2000;
const mostHeaders = 100;
/** Base64 that is longer is a file, which says nothing to a reader. */
const longestData = 256;

/** What a turn sent and got, made readable, with every secret cut out of it. */
export function readableCall(record: CallRecord): TurnDetails {
	const { request, response, credential, body, marks } = record;
	const secrets = record.secrets;
	return {
		...(request
			? {
					request: {
						method: request.method,
						url: redact(request.url, secrets),
						headers: [
							...headersOf(request.headers, secrets),
							...(credential ? [{ name: credential.header, value: schemeOf(credential) }] : []),
						],
						body: bodyInLines(request.body ?? '', secrets),
					},
				}
			: {}),
		...(response
			? {
					response: {
						status: response.status,
						headers: headersOf(response.headers, secrets),
						...piecesOf(body, response.headers['content-type'] ?? '', secrets),
						bytes: body.length,
					},
				}
			: {}),
		timeline: timelineOf(marks),
	};
}

const schemeOf = ({ value }: Credential): string => `${value.startsWith('Bearer ') ? 'Bearer ' : ''}${redacted}`;

/** Headers whose value is a secret by what they are for. */
const secretHeaders =
	/^(?:set-cookie2?|cookie|authorization|proxy-authorization|authentication-info|x-goog-api-key|x-vault-token)$/i;

const headersOf = (headers: Readonly<Record<string, string>>, secrets: readonly string[]): readonly HeaderView[] =>
	Object.entries(headers)
		.slice(0, mostHeaders)
		.map(([name, value]) => ({
			name: shortened(redact(name, secrets), longestHeader),
			value: secretHeaders.test(name) ? redacted : shortened(redact(value, secrets), longestHeader),
		}));

/** JSON laid out with its files cut; other text as it is. */
function bodyInLines(text: string, secrets: readonly string[]): string {
	const json = parseJson(text);
	const shown =
		json === undefined ? redact(text, secrets) : JSON.stringify(redactJson(withoutFiles(json), secrets), undefined, 2);
	return shortened(shown, longestBody);
}

/** Deeper no request of ours goes. */
const deepest = 32;

function withoutFiles(value: unknown, depth = 0): unknown {
	if (depth > deepest) {
		return value;
	}
	if (Array.isArray(value)) {
		return value.map((item) => withoutFiles(item, depth + 1));
	}
	return isRecord(value)
		? Object.fromEntries(
				Object.entries(value).map(([name, item]) => [
					name,
					isFile(value, name, item) ? dataInWords(item) : withoutFiles(item, depth + 1),
				]),
			)
		: value;
}

const isFile = (holder: JsonRecord, name: string, item: unknown): item is string =>
	name === 'data' && typeof holder['mimeType'] === 'string' && typeof item === 'string' && item.length > longestData;

const dataInWords = (base64: string): string => l10n.t('[{0} as base64]', bytesInWords((base64.length * 3) / 4));

type Pieces = Pick<NonNullable<TurnDetails['response']>, 'pieces' | 'gap'>;

function piecesOf(body: BodyRecord, type: string, secrets: readonly string[]): Pieces {
	if (!/^text\/event-stream\b/i.test(type)) {
		const text = textOf(body.beginning);
		return { pieces: text === '' ? [] : [bodyInLines(text, secrets)] };
	}
	const first = eventsIn(body.beginning);
	if (body.end.length === 0) {
		return shortenedStream(first, [], '', secrets);
	}
	// Where the kept parts were cut, half an event stands on either side.
	const [, ...last] = eventsIn(body.end);
	return shortenedStream(first.slice(0, -1), last, bytesInWords(body.leftOut), secrets);
}

function shortenedStream(
	beginning: readonly string[],
	end: readonly string[],
	leftOut: string,
	secrets: readonly string[],
): Pieces {
	const first = beginning.slice(0, firstEvents);
	const rest = [...beginning.slice(firstEvents), ...end];
	const last = rest.slice(-lastEvents);
	const pieces = [...first, ...last].map((event) => shortened(redactedEvent(event, secrets), longestEvent));
	const skipped = rest.length - last.length;
	const words = leftOut
		? l10n.t('Not kept: {0} between', leftOut)
		: l10n.t('{0} more events between', skipped.toLocaleString());
	return leftOut || skipped > 0 ? { pieces, gap: { after: first.length, words } } : { pieces };
}

/** As it came, unless it holds a secret: JSON can write one with escapes. */
function redactedEvent(event: string, secrets: readonly string[]): string {
	const json = parseJson(event);
	const clean = json === undefined ? '' : JSON.stringify(redactJson(json, secrets));
	return redact(json !== undefined && clean !== JSON.stringify(json) ? clean : event, secrets);
}

function eventsIn(chunks: readonly Uint8Array[]): readonly string[] {
	const splitter = new EventStreamSplitter();
	return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

function textOf(chunks: readonly Uint8Array[]): string {
	const decoder = new TextDecoder('utf-8');
	return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}

const shortened = (text: string, longest: number): string =>
	text.length > longest ? `${text.slice(0, longest)}…` : text;

function timelineOf(marks: readonly Mark[]): TurnDetails['timeline'] {
	const isTriedAgain = marks.filter(({ what }) => what === 'sent').length > 1;
	let attempt = 0;
	return [
		{ label: l10n.t('Send pressed'), ms: 0 },
		...marks.map(({ what, ms, status }) => {
			attempt += what === 'sent' ? 1 : 0;
			const label = {
				credential: () => l10n.t('Credential at hand'),
				sent: () => (isTriedAgain ? l10n.t('Request sent (attempt {0})', attempt) : l10n.t('Request sent')),
				responded: () => l10n.t('Response headers ({0})', status ?? 0),
				failed: () => l10n.t('Connection failed'),
				'first-byte': () => l10n.t('First byte'),
				'first-text': () => l10n.t('First text'),
				ended: () => l10n.t('End'),
			}[what]();
			return { label, ms };
		}),
	];
}
