import {
	type ErrorDetail,
	type GoogleError,
	isRecord,
	isRpcCode,
	type JsonRecord,
	type LegacyError,
	listOf,
	type OAuthError,
	textOf,
} from '../googleError.ts';
import { type AnswerEnd, emptyAnswer, isAnswer, withPiece } from './answerEnd.ts';
import { readCallback } from './callback.ts';
import { decodeEntities } from './entities.ts';
import { fragmentsOf } from './fragments.ts';
import { type HtmlPage, readHtml } from './htmlPage.ts';
import { isOAuthCode } from './oauthCodes.ts';
import { readProtoText } from './protoText.ts';
import { detailsInText, factsInText, oauthInText } from './textFacts.ts';

/** What a body holds, whichever form it came in. Nothing in it is redacted yet. */
export type ErrorBody = {
	/** The innermost error, with the details of all layers; undefined where the body has none of Google's form. */
	readonly error?: GoogleError;
	readonly oauth?: OAuthError;
	readonly html?: HtmlPage;
	/** The answer, or the pieces of it, that came instead of an error or before one. */
	readonly answer?: AnswerEnd;
	/** Every message of every layer, from the outermost in; the body itself where it is no structure. */
	readonly texts: readonly string[];
	/** The text ended within a value. */
	readonly isCut: boolean;
	readonly isEmpty: boolean;
};

type Found = {
	readonly statuses: { readonly error: GoogleError; readonly layer: number }[];
	readonly oauth: OAuthError[];
	readonly details: ErrorDetail[];
	readonly legacy: LegacyError[];
	readonly texts: string[];
	answer: AnswerEnd | undefined;
};

const mostDetails = 64;
/** Messages are for reading; what is longer is in the body. In UTF-16 units. */
const longestText = 16_384;

/** Reads a body in whatever form Google, an SDK, a relay or a proxy gave it. Never throws; linear in its length. */
export function readErrorBody(body: string): ErrorBody {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') {
		return { texts: [], isCut: false, isEmpty: true };
	}
	const callback = readCallback(text);
	if (callback) {
		return { oauth: callback, texts: [callback.error, callback.description], isCut: false, isEmpty: false };
	}
	const html = readHtml(text);
	const fragments = html ? [] : fragmentsOf(text);
	const found: Found = { statuses: [], oauth: [], details: [], legacy: [], texts: [], answer: undefined };
	for (const { value, layer } of fragments) {
		visit(found, value, layer);
	}
	const isStructured = fragments.some(({ layer, start }) => layer === 0 && (start === 0 || isStream(text)));
	const plain = html ? `${html.title} ${html.text}` : isStructured ? '' : text;
	// What stands around a document is somebody's prompt, file name or log, and says less than the document.
	const isNamed = found.statuses.some(({ error }) => error.code !== undefined || isRpcCode(error.status));
	const around = isNamed ? bareDocument(text, fragments[0]?.start ?? 0) : withoutQuotations(plain);
	const texts = [...(around ? [clip(around)] : []), ...found.texts];
	const prose =
		found.answer && found.statuses.length === 0
			? ''
			: [plain.slice(0, 65_536), ...found.texts].join('\n').slice(0, 262_144);
	const oauth = found.oauth.at(-1) ?? oauthInText(prose);
	// A structure that lost its status on the way may still have it in its text.
	const isWhole = found.statuses.some(({ error }) => isRpcCode(error.status)) && found.details.length > 0;
	const written = prose === '' || isWhole ? prose : `${prose}\n${text.slice(0, 65_536)}`;
	const error = mergedError(found, written, plain !== '');
	return {
		...(error && !(oauth && isEmptyError(error)) ? { error } : {}),
		...(oauth ? { oauth } : {}),
		...(html ? { html } : {}),
		...(found.answer ? { answer: found.answer } : {}),
		texts: [...new Set(texts.map(decodeEntities))].slice(0, 64),
		isCut: fragments.some(({ isCut }) => isCut),
		isEmpty: false,
	};
}

/** A document whose texts have no quotes (a map as Java prints it) loses what stands behind their commas, so it is read as prose too. */
const bareDocument = (text: string, start: number): string =>
	/^\{\s*[\w$]+\s*=\s*[^"'\s]/.test(text.slice(start, start + 128)) ? text.slice(start) : '';

/** Without what a log quotes of a person's own words. */
const withoutQuotations = (text: string): string =>
	text.replace(
		/\b(?:prompt|question|file|filename|input|query)\W{1,3}(?:"[^"\n]{1,2000}"|'[^'\n]{1,2000}'|“[^”\n]{1,2000}”)/gi,
		'…',
	);

/** Whether the text is a stream of events, and not prose with a document in it. */
const isStream = (text: string): boolean => /^(?:data|event|id|retry|):/.test(text);

/** Collects what one value holds. */
function visit(found: Found, value: unknown, layer: number): void {
	if (Array.isArray(value)) {
		for (const each of value) {
			visit(found, each, layer);
		}
	} else if (isRecord(value)) {
		visitRecord(found, value, layer);
	}
}

function visitRecord(found: Found, record: JsonRecord, layer: number): void {
	if (isAnswer(record)) {
		found.answer = withPiece(found.answer ?? emptyAnswer, record);
	}
	if (typeof record['@type'] === 'string' || isBareErrorInfo(record)) {
		const detail = typeof record['@type'] === 'string' ? record : { '@type': 'google.rpc.ErrorInfo', ...record };
		addDetail(found, detail);
		return;
	}
	const { error, errorCode } = record;
	if (typeof errorCode === 'string' && isOAuthCode(errorCode)) {
		// Okta's own form.
		found.oauth.push({ error: errorCode, description: textOf(record['errorSummary']) });
		addText(found, textOf(record['errorSummary']));
	}
	if (typeof error === 'string') {
		addErrorText(found, record, error, layer);
	} else if (!isRecord(error) && isStatus(record)) {
		found.statuses.push({ error: statusOf(found, record), layer });
	}
	for (const [name, each] of Object.entries(record)) {
		if (name === 'error' && isRecord(each)) {
			found.statuses.push({ error: statusOf(found, each), layer });
			visitInside(found, each, layer);
		} else if (name === 'errors') {
			addLegacy(found, each);
		} else if (!notErrors.has(name)) {
			visit(found, each, layer);
		}
	}
}

/** Within an error: its details, and what relays nest there. */
function visitInside(found: Found, error: JsonRecord, layer: number): void {
	for (const [name, each] of Object.entries(error)) {
		if (name === 'errors') {
			addLegacy(found, each);
			continue;
		}
		// Also a detail that lost its type is kept as it came.
		for (const detail of name === 'details' ? listOf(each).filter(isRecord) : []) {
			if (typeof detail['@type'] !== 'string' && !isBareErrorInfo(detail)) {
				addDetail(found, detail);
			}
		}
		visit(found, each, layer);
	}
}

/** What a model or a person wrote holds no error of Google's, whatever it looks like. */
const notErrors = new Set(['candidates', 'contents', 'content', 'choices', 'parts', 'promptFeedback', 'usageMetadata']);

/** An ErrorInfo that lost its type on the way; legacy errors have reasons in camelCase. */
const isBareErrorInfo = (record: JsonRecord): boolean =>
	/^[A-Z][A-Z\d]*(_[A-Z\d]+)+$/.test(textOf(record['reason'])) &&
	(typeof record['domain'] === 'string' || isRecord(record['metadata']));

const isStatus = (record: JsonRecord): boolean =>
	messageOf(record) !== '' &&
	(codeOf(record['code']) !== undefined ||
		isRpcCode(record['status']) ||
		Array.isArray(record['details']) ||
		Array.isArray(record['errors']));

const messageOf = (record: JsonRecord): string =>
	textOf(record['message']) || textOf(record['msg']) || textOf(record['error_msg']);

function codeOf(value: unknown): number | undefined {
	const code = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
	// A body cut within the number, and codes of gRPC, are no HTTP status.
	return typeof code === 'number' && Number.isInteger(code) && code >= 100 && code <= 599 ? code : undefined;
}

const knownFields = new Set(['code', 'message', 'status', 'details', 'errors', 'type']);

function statusOf(found: Found, record: JsonRecord): GoogleError {
	const message = decodeEntities(messageOf(record)).slice(0, longestText);
	const code = codeOf(record['code']) ?? codeOf(record['status']) ?? codeOf(record['upstreamStatus']);
	const name = [record['code'], record['type']].find((each) => typeof each === 'string' && !/^\d*$/.test(each));
	const others = Object.fromEntries(Object.entries(record).filter(([key]) => !knownFields.has(key)));
	addText(found, message);
	return {
		...(code === undefined ? {} : { code }),
		message,
		...(typeof record['status'] === 'string' ? { status: record['status'] } : isRpcCode(name) ? { status: name } : {}),
		details: [],
		...(name === undefined ? {} : { codeName: String(name) }),
		...(Object.keys(others).length > 0 ? { others } : {}),
	};
}

/** `error` as a text: a code of OAuth, or somebody's words. */
function addErrorText(found: Found, record: JsonRecord, error: string, layer: number): void {
	const description = textOf(record['error_description']);
	if (description !== '' || isOAuthCode(error)) {
		const [subtype, uri] = [textOf(record['error_subtype']), textOf(record['error_uri'])];
		found.oauth.push({
			error,
			description: decodeEntities(description || textOf(record['message'])),
			...(subtype ? { subtype } : {}),
			...(uri ? { uri } : {}),
		});
		addText(found, `${error}: ${description}`);
		return;
	}
	const code = codeOf(record['code']) ?? codeOf(record['status']) ?? codeOf(record['statusCode']);
	const message = [error, messageOf(record)].filter(Boolean).join(': ');
	addText(found, message);
	found.statuses.push({
		error: {
			...(code === undefined ? {} : { code }),
			message: decodeEntities(message).slice(0, longestText),
			details: [],
		},
		layer,
	});
}

function addLegacy(found: Found, errors: unknown): void {
	for (const each of listOf(errors)) {
		if (isRecord(each)) {
			found.legacy.push(each);
			addText(found, messageOf(each));
		} else {
			addText(found, textOf(each));
		}
	}
}

function addDetail(found: Found, detail: ErrorDetail): void {
	if (found.details.length < mostDetails) {
		found.details.push(detail);
		addText(found, textOf(detail['message']));
	}
}

function addText(found: Found, text: string): void {
	if (text !== '' && found.texts.length < 256) {
		found.texts.push(clip(text));
	}
}

const clip = (text: string): string => text.slice(0, longestText);

/** The error that says most, the innermost of equals, with the details of all. What its structure lacks is taken from its prose. */
function mergedError(found: Found, prose: string, isProse: boolean): GoogleError | undefined {
	let best: Found['statuses'][number] | undefined;
	for (const each of found.statuses) {
		if (
			!best ||
			weight(each.error) > weight(best.error) ||
			(weight(each.error) === weight(best.error) && each.layer > best.layer)
		) {
			best = each;
		}
	}
	const written = prose === '' ? {} : factsInText(prose);
	const typed = unique([...found.details, ...(prose === '' ? [] : readProtoText(prose))]);
	const details = unique([...typed, ...(prose === '' ? [] : detailsInText(prose, typed))]);
	const error = best?.error;
	const code = error?.code ?? written.code;
	const status = isRpcCode(error?.status) ? error.status : (written.status ?? error?.status);
	if (!error && code === undefined && status === undefined && details.length === 0 && found.legacy.length === 0) {
		return undefined;
	}
	return {
		...(error ?? { message: isProse ? '' : (found.texts[0] ?? '') }),
		...(code === undefined ? {} : { code }),
		...(status === undefined ? {} : { status }),
		message: error?.message ?? found.texts[0] ?? written.message ?? '',
		details,
		...(found.legacy.length > 0 ? { errors: unique(found.legacy) } : {}),
	};
}

const weight = ({ code, status, codeName, message }: GoogleError): number =>
	(isRpcCode(status) ? 4 : 0) +
	(code === undefined ? 0 : 2) +
	(codeName === undefined ? 0 : 1) +
	(message === '' ? 0 : 1);

const isEmptyError = ({ status, details, errors }: GoogleError): boolean =>
	!isRpcCode(status) && details.length === 0 && errors === undefined;

/** Each once: layers repeat what they wrap. */
function unique<T>(values: readonly T[]): readonly T[] {
	const seen = new Map(values.slice(0, mostDetails).map((value) => [JSON.stringify(value), value] as const));
	return [...seen.values()];
}
