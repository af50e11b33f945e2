import { isErrorName } from './errors/catalogue.ts';
import { isOAuthErrorName } from './errors/oauthErrors.ts';
import type { Fault } from './faults.ts';
import { isAnswerFaultName } from './gemini/answerFaults.ts';
import { isErrorForm } from './http/errorForms.ts';
import { obstaclePages } from './http/frontEndPages.ts';
import { isObject, type JsonObject } from './json.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const status: Check = (value) => count(value) && Number(value) >= 200 && Number(value) <= 599;
const page: Check = (value) => typeof value === 'string' && Object.hasOwn(obstaclePages, value);
const headers: Check = (value) => isObject(value) && Object.values(value).every(text);
const form: Check = (value) => value === 'bare' || value === 'data';
const optional =
	(check: Check): Check =>
	(value) =>
		value === undefined || check(value);

/** The members of each fault and what they must be. */
const members: Readonly<Record<Fault['kind'], Readonly<Record<string, Check>>>> = {
	delay: { ms: count },
	error: { name: isErrorName, form: optional(isErrorForm) },
	oauth: { name: isOAuthErrorName },
	respond: { status, headers: optional(headers), body: optional(text), bodyBase64: optional(text) },
	page: { page },
	redirect: { location: text, status: optional(status) },
	hang: {},
	close: {},
	answer: { name: isAnswerFaultName },
	pace: { ms: count },
	'close-mid-stream': { afterChunks: count },
	'stall-mid-stream': { afterChunks: count },
	'stream-error': { afterChunks: count, name: isErrorName, form },
	'split-characters': {},
};

const common: Readonly<Record<string, Check>> = {
	kind: text,
	times: optional((value) => value === 'always' || (count(value) && Number(value) >= 1)),
	match: optional(
		(value) =>
			isObject(value) &&
			optional(text)(value['method']) &&
			optional(text)(value['path']) &&
			Object.keys(value).every((name) => name === 'method' || name === 'path'),
	),
};

/** A fault that came as JSON. Throws with the member that is wrong, so that a test's typo does not pass in silence. */
export function parseFault(value: unknown): Fault {
	if (!isObject(value)) {
		throw new TypeError('A fault is an object.');
	}
	const kind = value['kind'];
	if (typeof kind !== 'string' || !Object.hasOwn(members, kind)) {
		throw new TypeError(
			`No fault is of the kind ${JSON.stringify(kind)}; there are ${Object.keys(members).join(', ')}.`,
		);
	}
	refuseWrongMembers(value, { ...common, ...members[kind as Fault['kind']] });
	return value as Fault;
}

function refuseWrongMembers(value: JsonObject, checks: Readonly<Record<string, Check>>): void {
	for (const name of Object.keys(value)) {
		if (!Object.hasOwn(checks, name)) {
			throw new TypeError(`A fault of the kind ${String(value['kind'])} has no member ${JSON.stringify(name)}.`);
		}
	}
	for (const [name, check] of Object.entries(checks)) {
		if (!check(value[name])) {
			throw new TypeError(`The member ${JSON.stringify(name)} of the fault is wrong: ${JSON.stringify(value[name])}.`);
		}
	}
}
