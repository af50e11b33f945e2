import { errorInfoOf, type FieldViolation, fieldViolationsOf, type Quota, quotasOf } from './details.ts';
import type { Failure } from './failure.ts';
import { textOf } from './googleError.ts';

/** In UTF-16 units. */
const longestName = 300;

/** What a failure names, for sentences and remedies; each empty or absent where it does not. */
export type Facts = {
	/** Number or id, without `projects/`. */
	readonly project: string;
	/** Host of the API, such as generativelanguage.googleapis.com. */
	readonly service: string;
	readonly permission: string;
	readonly resource: string;
	/** Without `models/`. */
	readonly model: string;
	/** Mail address of the service account in question. */
	readonly serviceAccount: string;
	readonly quotas: readonly Quota[];
	readonly violations: readonly FieldViolation[];
	readonly message: string;
};

/** As much of a text as fits into a sentence, without what would break or turn the line. */
const plain = (text: string): string => text.slice(0, longestName).replace(/[\p{Cc}\p{Cf}]/gu, ' ');

/** `pattern` has one group. */
const found = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

export function factsOf({ error, oauth }: Pick<Failure, 'error' | 'oauth'>): Facts {
	// What a server names goes into sentences, so it is short and of one line.
	const message = (error?.message ?? oauth?.description ?? '').slice(0, 4_096);
	const metadata = (error && errorInfoOf(error)?.metadata) ?? {};
	const told = (name: string) => plain(textOf(metadata[name]));
	const quotas = quotasOf(error?.details ?? []);
	const resource = told('resource') || found(message, /(?:on|for) resource ['"`]?([^\s'"`]{3,300})/);
	return {
		project:
			found(told('consumer'), /^projects\/([\w.:-]{1,64})$/) ||
			found(told('containerInfo'), /^(?:projects\/)?([\w.:-]{1,64})$/) ||
			found(resource, /projects\/([\w.:-]{1,64})/) ||
			found(message, /\bproject (?:number )?[#'"]?(\d{6,20}|[a-z][a-z\d]*(?:[.:]?[a-z\d]*){0,3}-[a-z\d-]{2,60})\b/),
		service: found(told('service'), /^([a-z\d.-]{1,100})$/),
		permission: told('permission') || found(message, /[Pp]ermission ['"`]([\w.]{3,80})['"`]/),
		resource,
		model: modelOf(quotas, told('model'), message),
		serviceAccount: found(
			`${told('email')} ${told('resource')} ${message}`,
			/(?<![\w.-])([\w.-]{1,64}@[\w.-]{1,80}\.gserviceaccount\.com)/,
		),
		quotas,
		violations: fieldViolationsOf(error?.details ?? []).map(({ field, description }) => ({
			field: plain(field),
			description: plain(description),
		})),
		message,
	};
}

const modelOf = (quotas: readonly Quota[], told: string, message: string): string =>
	told ||
	plain(quotas.find(({ model }) => model !== '')?.model ?? '') ||
	found(message, /\bmodels?(?:\/|[: ]{1,2}['"`])([a-z][\w.-]{2,80})/) ||
	found(message, /\bmodel[: ]{1,2}([a-z][\w.-]{0,60}\d[\w.-]{0,60})/);
