import { type GoogleError, isRpcCode, type OAuthError } from '../googleError.ts';
import type { AnswerEnd } from './answerEnd.ts';
import { readCallback } from './callback.ts';
import { clip, collect, type Found, mostDetails } from './collect.ts';
import { decodeEntities } from './entities.ts';
import { fragmentsOf } from './fragments.ts';
import { type HtmlPage, readHtml } from './htmlPage.ts';
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

/** What an error says of itself in prose is near its beginning. In UTF-16 units. */
const longestProse = 65_536;

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
	const found = collect(fragments);
	const isStructured = fragments.some(({ layer, start }) => layer === 0 && (start === 0 || isStream(text)));
	const saysNothing = found.texts.length === 0 && found.details.length === 0 && found.answer === undefined;
	// A structure of somebody else's is read as it stands.
	const plain = html ? `${html.title} ${html.text}` : isStructured && !saysNothing ? '' : text;
	// What stands around a document is somebody's prompt, file name or log, and says less than the document.
	const isNamed = found.statuses.some(({ error }) => error.code !== undefined || isRpcCode(error.status));
	const around = isNamed ? bareDocument(text, fragments[0]?.start ?? 0) : withoutQuotations(plain);
	const texts = [...(around ? [clip(around)] : []), ...found.texts];
	const isAnswered = found.answer !== undefined && found.statuses.length === 0;
	const prose = isAnswered ? [] : [plain, ...found.texts].filter(Boolean).map((each) => each.slice(0, longestProse));
	const isSignIn = found.statuses.every(({ error }) => !isRpcCode(error.status)) && (!html || html.isGoogle);
	const oauth = found.oauth.at(-1) ?? (isSignIn ? firstOf(prose, oauthInText) : undefined);
	// A structure that lost its status on the way may still have it in its text.
	const isWhole = found.statuses.some(({ error }) => isRpcCode(error.status)) && found.details.length > 0;
	const isRaw = !isAnswered && !isWhole && !html && plain === '';
	const error = mergedError(found, isRaw ? [...prose, text.slice(0, longestProse)] : prose, plain !== '');
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

/** The error that says most, the innermost of equals, with the details of all. What its structure lacks is taken from its prose. */
function mergedError(found: Found, prose: readonly string[], isProse: boolean): GoogleError | undefined {
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
	const written = prose.map(factsInText);
	const typed = unique([...found.details, ...prose.flatMap(readProtoText)]);
	const details = unique([...typed, ...prose.flatMap((each) => detailsInText(each, typed))]);
	const error = best?.error;
	const code = error?.code ?? firstOf(written, ({ code: each }) => each);
	const status = isRpcCode(error?.status)
		? error.status
		: (firstOf(written, ({ status: each }) => each) ?? error?.status);
	if (!error && code === undefined && status === undefined && details.length === 0 && found.legacy.length === 0) {
		return undefined;
	}
	return {
		...(error ?? { message: isProse ? '' : (found.texts[0] ?? '') }),
		...(code === undefined ? {} : { code }),
		...(status === undefined ? {} : { status }),
		message: error?.message ?? found.texts[0] ?? '',
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

function firstOf<T, V>(values: readonly T[], ask: (value: T) => V | undefined): V | undefined {
	for (const value of values) {
		const answer = ask(value);
		if (answer !== undefined) {
			return answer;
		}
	}
	return undefined;
}
