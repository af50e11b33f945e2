import * as l10n from '@vscode/l10n';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import type { Remedy } from '../errors/remedies/remedy.ts';
import type { RemedyView } from './readRemedyView.ts';
import { remedyView } from './remedyView.ts';

/** A failure in words, ready to be shown as text. Everything from a server in it is redacted and is never markup. */
export type FailureView = {
	readonly cause: Cause;
	readonly title: string;
	readonly sentence: string;
	/** One line such as `400 INVALID_ARGUMENT · generativelanguage.googleapis.com`; empty where nothing came. */
	readonly status: string;
	/** Google's own message; empty where it sent none. */
	readonly message: string;
	/** Each entry of `error.details`, and what else decided the cause. */
	readonly details: readonly DetailView[];
	/** The body as received, or its beginning; empty where none came. */
	readonly body: string;
	/** What can help, the likeliest first. */
	readonly remedies: readonly RemedyView[];
};

/** One entry of `error.details`: its type in short and its fields as paths and values. */
export type DetailView = {
	readonly type: string;
	readonly fields: readonly { readonly path: string; readonly value: string }[];
};

// What is shown of a failure that a hostile or broken server blew up; the beginning of its body is below it anyway.
const mostDetails = 40;
const mostFields = 200;
/** In UTF-16 units. */
const longestText = 8_192;

const clip = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** Turns what is known about a failure, and what can help against it, into what the page shows. */
export function failureView(failure: Failure, remedies: readonly Remedy[] = []): FailureView {
	const { cause, error, oauth, evidence, host, attempts } = failure;
	const code = error?.code ?? failure.httpStatus;
	const status = [code, error?.status ?? oauth?.error].filter((part) => part !== undefined).join(' ');
	const tried = attempts === undefined ? '' : l10n.t('tried {0} times', attempts);
	return {
		cause,
		...wordsOf(failure),
		status: [status, host, tried].filter(Boolean).join(' · '),
		message: clip(error?.message || oauth?.description || ''),
		details: [...evidenceOf(failure).slice(0, mostDetails), ...(evidence ? [decided(evidence)] : [])],
		body: failure.body ?? '',
		remedies: remedies.map((remedy) => remedyView(remedy, failure)),
	};
}

/** Every field that came, each entry a block of its own. */
function evidenceOf({ error, oauth }: Failure): readonly DetailView[] {
	const named = (type: string, value: unknown): DetailView => ({
		type,
		fields: flatten(value, '').slice(0, mostFields),
	});
	return [
		...(error?.details ?? []).map(detailView),
		...(error?.errors ?? []).map((each, index) => named(`errors[${index}]`, each)),
		...(error?.others ? [named(l10n.t('Other fields of the error'), error.others)] : []),
		...(oauth ? [named('OAuth', oauth)] : []),
	];
}

const decided = (value: string): DetailView => ({
	type: l10n.t('What decided'),
	fields: [{ path: l10n.t('because'), value }],
});

function detailView(detail: Readonly<Record<string, unknown>>): DetailView {
	const { '@type': type, ...fields } = detail;
	return {
		type: typeof type === 'string' ? clip(type.replace(/^.*[./]/, '')) : '',
		fields: flatten(fields, '').slice(0, mostFields),
	};
}

/** `{violations: [{field: "x"}]}` as `violations[0].field = x`: every field has one line, however deep it lies. */
function flatten(value: unknown, path: string): { path: string; value: string }[] {
	if (Array.isArray(value)) {
		return value.flatMap((item, index) => flatten(item, `${path}[${index}]`));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([name, item]) => flatten(item, path === '' ? name : `${path}.${name}`));
	}
	return [{ path: clip(path), value: clip(String(value)) }];
}
