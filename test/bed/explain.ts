// `npm run --silent explain -- FILE.json …`: what Latchkey makes of an error body, one line of JSON each. For whoever meets a body that is
// not understood yet. A file holds `{http_status, content_type, body_raw}` and, where known, `url`, `grant_type`, `credential`.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { wordsOf } from '../../src/core/errors/catalogue/catalogue.ts';
import { errorInfoOf, fieldViolationsOf, quotasOf } from '../../src/core/errors/details.ts';
import type { Failure } from '../../src/core/errors/failure.ts';
import { failureOfResponse } from '../../src/core/errors/failureOf.ts';
import { pathInRequest } from '../../src/core/errors/fieldPath.ts';
import { isRpcCode } from '../../src/core/errors/googleError.ts';
import type { CallContext } from '../../src/core/errors/judging/signs.ts';
import { remediesOf } from '../../src/core/errors/remedies/remediesOf.ts';
import { retryOf } from '../../src/core/errors/retry.ts';

/** A sample as a file holds it; what is missing or odd is passed over. */
function failureIn(sample: unknown): Failure {
	const { http_status, content_type, body_raw, url, grant_type, credential } = (sample ?? {}) as Record<
		string,
		unknown
	>;
	const context = {
		...(typeof url === 'string' ? { url } : {}),
		...(typeof grant_type === 'string' ? { grantType: grant_type } : {}),
		...(typeof credential === 'string' ? { credential: credential as NonNullable<CallContext['credential']> } : {}),
	};
	const response = {
		...(typeof http_status === 'number' ? { httpStatus: http_status } : {}),
		headers: typeof content_type === 'string' ? { 'content-type': content_type } : {},
		body:
			typeof body_raw === 'string'
				? body_raw
				: body_raw === undefined || body_raw === null
					? ''
					: JSON.stringify(body_raw),
	};
	return failureOfResponse(response, context, []);
}

function explanationOf(file: string, failure: Failure) {
	const { error } = failure;
	const retry = retryOf(failure);
	const info = error && errorInfoOf(error);
	return {
		file,
		cause: failure.cause,
		...wordsOf(failure),
		remedies: remediesOf(failure).map(({ id }) => id),
		retry: retry.kind,
		retryAfterMs: retry.kind === 'no' ? null : retry.afterMs,
		evidence: {
			reason: info?.reason ?? null,
			domain: info?.domain || null,
			status: isRpcCode(error?.status) ? error.status : null,
			fieldViolations: fieldViolationsOf(error?.details ?? []).map((violation) => ({
				...violation,
				path: pathInRequest(violation),
			})),
			quotaIds: quotasOf(error?.details ?? []).flatMap(({ id }) => (id === '' ? [] : [id])),
			retryDelayMs: failure.retryDelayMs ?? null,
		},
	};
}

function explain(file: string, read: () => string): void {
	let failure: Failure;
	try {
		failure = failureIn(JSON.parse(read().replace(/^\uFEFF/, '')));
	} catch (error) {
		failure = { cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' };
	}
	console.log(JSON.stringify(explanationOf(file, failure)));
}

const files = process.argv.slice(2);
const input = files.length === 0 || files.includes('-') ? await text(process.stdin) : '';
for (const file of files.length === 0 ? ['-'] : files) {
	explain(file, () => (file === '-' ? input : readFileSync(resolve(process.env['INIT_CWD'] ?? '.', file), 'utf8')));
}
