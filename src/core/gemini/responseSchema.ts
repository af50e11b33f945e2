import * as l10n from '@vscode/l10n';
import { parseJson } from '../parseJson.ts';
import { jsonFault, longestJson } from './jsonFault.ts';

/**
 * What a text typed as the schema of an answer is. `fault` cannot be sent; `warnings` are for what Gemini passes over. Each is a
 * sentence.
 */
export type ReadSchema =
	| { readonly kind: 'none' }
	| { readonly kind: 'fault'; readonly message: string }
	| { readonly kind: 'schema'; readonly schema: object; readonly warnings: readonly string[] };

/** The part of JSON Schema that Gemini takes (https://ai.google.dev/api/generate-content#GenerationConfig, `responseJsonSchema`). */
const keywords: ReadonlySet<string> = new Set([
	...['$id', '$defs', '$ref', '$anchor', 'type', 'format', 'title', 'description', 'enum', 'items', 'prefixItems'],
	...['minItems', 'maxItems', 'minimum', 'maximum', 'anyOf', 'oneOf', 'properties', 'additionalProperties', 'required'],
	'propertyOrdering',
	// Says which JSON Schema it is, and nothing of the answer.
	'$schema',
]);

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** Schemas within schemas: far deeper than Google takes, and no more than a stack does. */
const deepest = 64;
/** As many as are read. */
const mostWarnings = 3;

type Json = Readonly<Record<string, unknown>>;

/** Reads a schema and checks it, as far as can be known without the server. */
export function readResponseSchema(text: string): ReadSchema {
	if (text.trim() === '') {
		return { kind: 'none' };
	}
	if (text.length > longestJson) {
		return { kind: 'fault', message: l10n.t('The schema is too long: Latchkey takes {0} characters.', longestJson) };
	}
	const wrong = jsonFault(text);
	if (wrong) {
		return { kind: 'fault', message: wrong.message };
	}
	const schema = parseJson(text);
	if (!isObject(schema)) {
		return { kind: 'fault', message: l10n.t('A JSON schema is an object, such as {0}.', '{"type": "object"}') };
	}
	const unknown = new Set<string>();
	const fault = faultIn(schema, '', 0, { unknown, defs: isObject(schema['$defs']) ? schema['$defs'] : {} });
	return fault === undefined
		? { kind: 'schema', schema, warnings: [...unknown].slice(0, mostWarnings).map(passedOver) }
		: { kind: 'fault', message: fault };
}

const passedOver = (name: string): string => l10n.t('Gemini does not know “{0}” and passes over it.', name);

/** What is the same for all schemas in one. `unknown` gathers the keywords that Gemini passes over. */
type Whole = { readonly defs: Json; readonly unknown: Set<string> };

/** The first fault of a schema and of those in it. `path`: where it stands, such as `properties.name`; empty for the whole. */
function faultIn(schema: unknown, path: string, depth: number, whole: Whole): string | undefined {
	if (!isObject(schema)) {
		return at(path, l10n.t('a schema is an object'));
	}
	if (depth > deepest) {
		return at(path, l10n.t('schemas lie in one another deeper than Gemini takes'));
	}
	for (const name of Object.keys(schema).filter((each) => !keywords.has(each))) {
		whole.unknown.add(name.slice(0, 40));
	}
	const own =
		faultOfType(schema, path) ??
		faultOfReference(schema, path, whole) ??
		faultOfEnum(schema, path) ??
		faultOfNumbers(schema, path) ??
		faultOfNames(schema, path);
	if (own !== undefined) {
		return own;
	}
	const parts = partsOf(schema, path);
	if (typeof parts === 'string') {
		return parts;
	}
	for (const [where, part] of parts) {
		const fault = faultIn(part, where, depth + 1, whole);
		if (fault !== undefined) {
			return fault;
		}
	}
	return undefined;
}

function faultOfType({ type }: Json, path: string): string | undefined {
	if (type === undefined) {
		return undefined;
	}
	const named: readonly unknown[] = Array.isArray(type) ? type : [type];
	const wrong = named.filter((each) => !types.includes(textOf(each)));
	if (wrong.length === 0 && named.length > 0) {
		return undefined;
	}
	const word = textOf(wrong[0]);
	const meant = types.find((known) => known === word.toLowerCase());
	return at(
		join(path, 'type'),
		meant
			? l10n.t('type names are in lower case: “{0}”', meant)
			: l10n.t('“{0}” is no type; there are {1}', shown(word), types.join(', ')),
	);
}

function faultOfReference({ $ref: reference }: Json, path: string, { defs }: Whole): string | undefined {
	const name = /^#\/\$defs\/([^/]+)$/.exec(textOf(reference))?.[1];
	const isKnown = reference === '#' || (name !== undefined && Object.hasOwn(defs, unescaped(name)));
	return reference === undefined || isKnown
		? undefined
		: at(join(path, '$ref'), l10n.t('“{0}” leads nowhere; write “#/$defs/…” as in $defs', shown(textOf(reference))));
}

function faultOfEnum({ enum: values }: Json, path: string): string | undefined {
	const isFine =
		values === undefined ||
		(Array.isArray(values) && values.length > 0 && values.every((each) => typeof each !== 'object' || each === null));
	return isFine ? undefined : at(join(path, 'enum'), l10n.t('this is a list of texts or numbers'));
}

function faultOfNumbers(schema: Json, path: string): string | undefined {
	for (const name of ['minimum', 'maximum']) {
		if (schema[name] !== undefined && typeof schema[name] !== 'number') {
			return at(join(path, name), l10n.t('this is a number'));
		}
	}
	for (const name of ['minItems', 'maxItems']) {
		if (schema[name] !== undefined && !(Number.isSafeInteger(schema[name]) && Number(schema[name]) >= 0)) {
			return at(join(path, name), l10n.t('this is a whole number from 0'));
		}
	}
	for (const [least, most] of [
		['minimum', 'maximum'],
		['minItems', 'maxItems'],
	] as const) {
		if (Number(schema[least]) > Number(schema[most])) {
			return at(join(path, least), l10n.t('this is more than {0}', most));
		}
	}
	return undefined;
}

/** Lists of names name what there is. */
function faultOfNames(schema: Json, path: string): string | undefined {
	const known = isObject(schema['properties']) ? schema['properties'] : {};
	for (const keyword of ['required', 'propertyOrdering']) {
		const names = schema[keyword];
		if (names === undefined) {
			continue;
		}
		if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
			return at(join(path, keyword), l10n.t('this is a list of names'));
		}
		const missing = names.find((name) => !Object.hasOwn(known, name));
		if (missing !== undefined) {
			return at(join(path, keyword), l10n.t('there is no property “{0}”', shown(missing)));
		}
	}
	return undefined;
}

/** The schemas in a schema, each with where it stands; or what is wrong with what should hold them. */
function partsOf(schema: Json, path: string): readonly (readonly [string, unknown])[] | string {
	const parts: (readonly [string, unknown])[] = [];
	const { items, additionalProperties } = schema;
	if (items !== undefined) {
		parts.push([join(path, 'items'), items]);
	}
	if (additionalProperties !== undefined && typeof additionalProperties !== 'boolean') {
		parts.push([join(path, 'additionalProperties'), additionalProperties]);
	}
	for (const name of ['properties', '$defs']) {
		const held = schema[name];
		if (held !== undefined && !isObject(held)) {
			return at(join(path, name), l10n.t('this is an object of schemas by their names'));
		}
		parts.push(...Object.entries(held ?? {}).map(([key, each]) => [join(join(path, name), key), each] as const));
	}
	for (const name of ['anyOf', 'oneOf', 'prefixItems']) {
		const held = schema[name];
		if (held !== undefined && (!Array.isArray(held) || held.length === 0)) {
			return at(join(path, name), l10n.t('this is a list of schemas'));
		}
		parts.push(...(held ?? []).map((each: unknown, index: number) => [`${join(path, name)}[${index}]`, each] as const));
	}
	return parts;
}

const at = (path: string, what: string): string =>
	path === '' ? l10n.t('The schema: {0}.', what) : l10n.t('In {0}: {1}.', shown(path), what);

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** A name in a JSON pointer (RFC 6901). */
const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '…');

/** In UTF-16 units: of a long text its end, where the fault is. */
const longestShown = 80;

const shown = (text: string): string => (text.length > longestShown ? `…${text.slice(-longestShown)}` : text);
