import { type ErrorDetail, isRecord, type JsonRecord, listOf, textOf } from './googleError.ts';
import { durationMs } from './reading/duration.ts';

// The ten types of https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto are kept whole and shown whole; these
// read what decides a cause or a remedy. A type is known by its name, whatever stands before it.

/** `type.googleapis.com/google.rpc.ErrorInfo` to `ErrorInfo`. */
export const typeOf = (detail: ErrorDetail): string => textOf(detail['@type']).replace(/^.*[./]/s, '');

/** A field by its JSON name, or by its proto name, which some clients print. */
export const fieldOf = (record: JsonRecord, name: string): unknown =>
	record[name] ?? record[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];

const all = (details: readonly ErrorDetail[], type: string): readonly ErrorDetail[] =>
	details.filter((detail) => typeOf(detail) === type);

const entries = (details: readonly ErrorDetail[], type: string, field: string): readonly JsonRecord[] =>
	all(details, type).flatMap((detail) => listOf(fieldOf(detail, field)).filter(isRecord));

export type ErrorInfo = {
	readonly reason: string;
	readonly domain: string;
	readonly metadata: JsonRecord;
};

/** The reason names what happened in its domain. */
export function errorInfoOf({ details }: { readonly details: readonly ErrorDetail[] }): ErrorInfo | undefined {
	const info = all(details, 'ErrorInfo').find(({ reason }) => textOf(reason) !== '');
	return (
		info && {
			reason: textOf(info['reason']),
			domain: textOf(info['domain']),
			metadata: isRecord(info['metadata']) ? info['metadata'] : {},
		}
	);
}

/** Milliseconds the server asks to wait, by RetryInfo. */
export function retryDelayOf(details: readonly ErrorDetail[]): number | undefined {
	for (const detail of all(details, 'RetryInfo')) {
		const retryDelay = fieldOf(detail, 'retryDelay');
		const ms = isRecord(retryDelay)
			? Number(retryDelay['seconds'] ?? 0) * 1000 + Number(retryDelay['nanos'] ?? 0) / 1e6
			: durationMs(textOf(retryDelay));
		if (ms !== undefined && Number.isFinite(ms) && ms >= 0) {
			return Math.round(ms);
		}
	}
	return undefined;
}

/** One entry of QuotaFailure. `value` is the limit; undefined where the body does not say, which with proto3 may mean 0. */
export type Quota = {
	readonly id: string;
	readonly metric: string;
	readonly value?: number;
	readonly description: string;
	/** As the dimensions of the quota name it; empty where they do not. */
	readonly model: string;
};

export const quotasOf = (details: readonly ErrorDetail[]): readonly Quota[] =>
	entries(details, 'QuotaFailure', 'violations').map((violation) => {
		const value = fieldOf(violation, 'quotaValue');
		const dimensions = fieldOf(violation, 'quotaDimensions');
		return {
			id: textOf(fieldOf(violation, 'quotaId')),
			metric: textOf(fieldOf(violation, 'quotaMetric')),
			description: textOf(violation['description']),
			model: isRecord(dimensions) ? textOf(dimensions['model']) : '',
			...(/^\d{1,15}$/.test(String(value)) ? { value: Number(value) } : {}),
		};
	});

/** `field` as the body has it (a proto path in snake_case, relative to the request); empty where it names none. */
export type FieldViolation = { readonly field: string; readonly description: string };

export const fieldViolationsOf = (details: readonly ErrorDetail[]): readonly FieldViolation[] =>
	entries(details, 'BadRequest', 'fieldViolations').map(({ field, description }) => ({
		field: textOf(field),
		description: textOf(description),
	}));

/** Types of PreconditionFailure, such as VPC_SERVICE_CONTROLS or TOS. */
export const preconditionsOf = (details: readonly ErrorDetail[]): readonly string[] =>
	entries(details, 'PreconditionFailure', 'violations').map(({ type }) => textOf(type));

/** Addresses that Google offers as help, in their order. */
export const helpLinksOf = (details: readonly ErrorDetail[]): readonly string[] =>
	entries(details, 'Help', 'links').map(({ url }) => textOf(url));
