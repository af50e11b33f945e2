import { errorInfoOf, type FieldViolation, fieldViolationsOf, type Quota, quotasOf } from './details.ts';
import type { Failure } from './failure.ts';
import { isRecord, textOf } from './googleError.ts';

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

/** `pattern` has one group. */
const found = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';

export function factsOf({ error, oauth }: Pick<Failure, 'error' | 'oauth'>): Facts {
	const message = error?.message ?? oauth?.description ?? '';
	const metadata = (error && errorInfoOf(error)?.metadata) ?? {};
	const told = (name: string) => textOf(metadata[name]);
	const quotas = quotasOf(error?.details ?? []);
	return {
		project:
			found(told('consumer'), /^projects\/([\w.:-]{1,64})$/) ||
			found(told('containerInfo'), /^(?:projects\/)?([\w.:-]{1,64})$/) ||
			found(told('resource'), /projects\/([\w.:-]{1,64})/) ||
			found(message, /\bproject [#'"]?([a-z][a-z\d:.-]{4,62}[a-z\d]|\d{6,20})\b/),
		service: found(told('service'), /^([a-z\d.-]{1,100})$/),
		permission: told('permission') || found(message, /[Pp]ermission ['"`]([\w.]{3,80})['"`]/),
		resource: told('resource') || found(message, /on resource ['"`]?([^\s'"`]{3,300})/),
		model: modelOf(error, told('model'), message),
		serviceAccount: found(
			`${told('email')} ${told('resource')} ${message}`,
			/([\w.-]{1,64}@[\w.-]{1,80}\.gserviceaccount\.com)/,
		),
		quotas,
		violations: fieldViolationsOf(error?.details ?? []),
		message,
	};
}

function modelOf(error: Failure['error'], told: string, message: string): string {
	const dimensions = (error?.details ?? [])
		.flatMap((detail) => (Array.isArray(detail['violations']) ? detail['violations'] : []))
		.map((violation: unknown) =>
			isRecord(violation) && isRecord(violation['quotaDimensions'])
				? textOf(violation['quotaDimensions']['model'])
				: '',
		);
	return told || dimensions.find(Boolean) || found(message, /\bmodels?[:/ ]+['"`]?([a-z][\w.-]{2,80})/);
}
