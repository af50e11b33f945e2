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
import { decodeEntities } from './entities.ts';
import type { Fragment } from './fragments.ts';
import { isOAuthCode } from './oauthCodes.ts';

/** Everything of an error that the structures in a body hold, from the outermost in. */
export type Found = {
	readonly statuses: { readonly error: GoogleError; readonly layer: number }[];
	readonly oauth: OAuthError[];
	readonly details: ErrorDetail[];
	readonly legacy: LegacyError[];
	readonly texts: string[];
	answer: AnswerEnd | undefined;
};

export const mostDetails = 64;
/** Messages are for reading; what is longer is in the body. In UTF-16 units. */
const longestText = 16_384;

/** Collects what the fragments of a body hold. */
export function collect(fragments: readonly Fragment[]): Found {
	const found: Found = { statuses: [], oauth: [], details: [], legacy: [], texts: [], answer: undefined };
	for (const { value, layer } of fragments) {
		visit(found, value, layer);
	}
	return found;
}

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
			const { error: _, ...beside } = record;
			found.statuses.push({ error: statusOf(found, each, beside), layer });
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

/** `beside`: what stands next to the error, in the document that holds it. */
function statusOf(found: Found, record: JsonRecord, beside: JsonRecord = {}): GoogleError {
	const message = decodeEntities(messageOf(record)).slice(0, longestText);
	const code = codeOf(record['code']) ?? codeOf(record['status']) ?? codeOf(record['upstreamStatus']);
	const name = [record['code'], record['type']].find((each) => typeof each === 'string' && !/^\d*$/.test(each));
	const others = {
		...Object.fromEntries(Object.entries(record).filter(([key, value]) => !isTold(key, value, { code, name }))),
		...withoutAnswer(beside),
	};
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

/** Whether a field of the error is told by a field of its own; every other is kept as it came. */
function isTold(
	key: string,
	value: unknown,
	told: { readonly code: number | undefined; readonly name: unknown },
): boolean {
	switch (key) {
		case 'message':
			return true;
		case 'code':
			return codeOf(value) === told.code || value === told.name;
		case 'status':
			return typeof value === 'string' || codeOf(value) === told.code;
		case 'type':
			return value === told.name;
		case 'details':
			return Array.isArray(value) && value.every(isRecord);
		case 'errors':
			return Array.isArray(value);
		default:
			return false;
	}
}

const withoutAnswer = (record: JsonRecord): JsonRecord =>
	Object.fromEntries(Object.entries(record).filter(([key]) => !notErrors.has(key)));

/** `error` as a text: a code of OAuth, or somebody's words. */
function addErrorText(found: Found, record: JsonRecord, error: string, layer: number): void {
	const description = textOf(record['error_description']);
	if (description !== '' || isOAuthCode(error)) {
		const { error: _, error_description: __, error_subtype: ___, error_uri: ____, ...others } = record;
		const [subtype, uri] = [textOf(record['error_subtype']), textOf(record['error_uri'])];
		found.oauth.push({
			error,
			description: decodeEntities(description || textOf(record['message'])),
			...(subtype ? { subtype } : {}),
			...(uri ? { uri } : {}),
			...(Object.keys(others).length > 0 ? { others } : {}),
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

export const clip = (text: string): string => text.slice(0, longestText);
