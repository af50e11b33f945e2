import * as l10n from '@vscode/l10n';
import { isRecord, type JsonRecord, listOf } from '../errors/googleError.ts';

/** Where a value does not fit its schema: a path such as `items[0].name`, empty for the whole, and why in words. */
export type SchemaFault = { readonly path: string; readonly reason: string };

/** Whoever has read so many knows enough. */
const mostFaults = 20;
/** Values looked at, each as often as schemas apply to it: an `anyOf` in an `anyOf` multiplies them. */
const mostSteps = 200_000;
const deepest = 64;
/** Of what stands in a fault of value or schema, in UTF-16 units. */
const longestShown = 80;

/**
 * What keeps a value from fitting a JSON Schema, by the keywords that Gemini takes
 * (https://ai.google.dev/gemini-api/docs/structured-output#json-schema-support); others are passed over. `oneOf` is taken as
 * `anyOf`, as Gemini does. Undefined where either is too large to say.
 */
export function schemaFaults(value: unknown, schema: unknown): readonly SchemaFault[] | undefined {
	const check = new SchemaCheck(schema);
	const faults = check.faults(value, schema, '', 0);
	return check.isOver ? undefined : faults.slice(0, mostFaults);
}

class SchemaCheck {
	readonly #root: unknown;
	#steps = 0;

	constructor(root: unknown) {
		this.#root = root;
	}

	get isOver(): boolean {
		return this.#steps > mostSteps;
	}

	faults(value: unknown, schema: unknown, path: string, depth: number): readonly SchemaFault[] {
		this.#steps += 1;
		if (depth > deepest) {
			this.#steps = Number.POSITIVE_INFINITY;
		}
		if (this.isOver || !isRecord(schema)) {
			return schema === false ? [{ path, reason: l10n.t('is not in the schema') }] : [];
		}
		const wrongType = typeFault(value, schema);
		if (wrongType) {
			// What else is wrong with it follows from that.
			return [{ path, reason: wrongType }];
		}
		return [
			...this.#referred(value, schema, path, depth),
			...limitFaults(value, schema).map((reason) => ({ path, reason })),
			...(Array.isArray(value) ? this.#ofItems(value, schema, path, depth) : []),
			...(isRecord(value) ? this.#ofProperties(value, schema, path, depth) : []),
			...this.#ofChoice(value, listOf(schema['anyOf'] ?? schema['oneOf']), path, depth),
			...listOf(schema['allOf']).flatMap((each) => this.faults(value, each, path, depth + 1)),
		];
	}

	/** `#/$defs/name`, `#/definitions/name` or `#`; to no other document. */
	#referred(value: unknown, { $ref }: JsonRecord, path: string, depth: number): readonly SchemaFault[] {
		if (typeof $ref !== 'string' || !$ref.startsWith('#')) {
			return [];
		}
		let target: unknown = this.#root;
		for (const step of $ref.split('/').slice(1)) {
			const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
			target = isRecord(target) && Object.hasOwn(target, name) ? target[name] : undefined;
		}
		return this.faults(value, target, path, depth + 1);
	}

	#ofItems(value: readonly unknown[], schema: JsonRecord, path: string, depth: number): readonly SchemaFault[] {
		const prefix = listOf(schema['prefixItems']);
		const faults: SchemaFault[] = [];
		for (const [index, item] of value.entries()) {
			if (faults.length >= mostFaults || this.isOver) {
				break;
			}
			const each = index < prefix.length ? prefix[index] : schema['items'];
			faults.push(...this.faults(item, each, `${path}[${index}]`, depth + 1));
		}
		return faults;
	}

	#ofProperties(value: JsonRecord, schema: JsonRecord, path: string, depth: number): readonly SchemaFault[] {
		const properties = isRecord(schema['properties']) ? schema['properties'] : {};
		const faults: SchemaFault[] = listOf(schema['required'])
			.filter((name) => typeof name === 'string')
			.filter((name) => !Object.hasOwn(value, name))
			.map((name) => ({ path: stepTo(path, name), reason: l10n.t('is missing') }));
		for (const [name, item] of Object.entries(value)) {
			if (faults.length >= mostFaults || this.isOver) {
				break;
			}
			const each = Object.hasOwn(properties, name) ? properties[name] : schema['additionalProperties'];
			faults.push(...this.faults(item, each, stepTo(path, name), depth + 1));
		}
		return faults;
	}

	/** Of those that it could be, the faults of the one it comes nearest to. */
	#ofChoice(value: unknown, choices: readonly unknown[], path: string, depth: number): readonly SchemaFault[] {
		let nearest: readonly SchemaFault[] | undefined;
		for (const choice of choices) {
			const faults = this.faults(value, choice, path, depth + 1);
			if (faults.length === 0 || this.isOver) {
				return [];
			}
			const isNearer = nearest === undefined || depthOf(faults) > depthOf(nearest);
			nearest = isNearer ? faults : nearest;
		}
		return nearest ?? [];
	}
}

/** How far into a value its first fault lies: the further, the more of it fits. */
const depthOf = ([first]: readonly SchemaFault[]): number => first?.path.length ?? 0;

const stepTo = (path: string, name: string): string => {
	const shown = shortened(name);
	return /^[A-Za-z_$][\w$]*$/.test(shown)
		? path === ''
			? shown
			: `${path}.${shown}`
		: `${path}[${JSON.stringify(shown)}]`;
};

const shortened = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);

/** Types of JSON Schema, also as Gemini's own schemas write them, in capitals. */
const types: Readonly<Record<string, readonly [is: (value: unknown) => boolean, name: () => string]>> = {
	string: [(value) => typeof value === 'string', () => l10n.t('text')],
	integer: [(value) => Number.isInteger(value), () => l10n.t('a whole number')],
	number: [(value) => typeof value === 'number', () => l10n.t('a number')],
	boolean: [(value) => typeof value === 'boolean', () => l10n.t('true or false')],
	null: [(value) => value === null, () => 'null'],
	array: [Array.isArray, () => l10n.t('a list')],
	object: [isRecord, () => l10n.t('an object')],
};

function typeFault(value: unknown, { type, nullable }: JsonRecord): string | undefined {
	const wanted = (Array.isArray(type) ? type : [type])
		.filter((name) => typeof name === 'string')
		.map((name) => name.toLowerCase())
		.filter((name) => Object.hasOwn(types, name));
	if (wanted.length === 0 || (value === null && nullable === true) || wanted.some((name) => types[name]?.[0](value))) {
		return undefined;
	}
	const found = Object.values(types).find(([is]) => is(value))?.[1]() ?? '';
	return l10n.t('is {0}, not {1}', found, wanted.map((name) => types[name]?.[1]()).join(l10n.t(' or ')));
}

function limitFaults(value: unknown, schema: JsonRecord): readonly string[] {
	const choices = listOf(schema['enum'] ?? (Object.hasOwn(schema, 'const') ? [schema['const']] : undefined));
	const isNamed = choices.length === 0 || choices.some((each) => JSON.stringify(each) === JSON.stringify(value));
	const limit = (name: string): number | undefined => {
		const at = schema[name];
		return typeof at === 'number'
			? at
			: typeof at === 'string' && at !== '' && Number.isFinite(Number(at))
				? Number(at)
				: undefined;
	};
	const amount = typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : undefined;
	const [least, most] = Array.isArray(value)
		? [limit('minItems'), limit('maxItems')]
		: [limit('minLength'), limit('maxLength')];
	const [smallest, largest] = [limit('minimum'), limit('maximum')];
	return [
		...(isNamed
			? []
			: [l10n.t('is not one of {0}', shortened(choices.map((each) => JSON.stringify(each)).join(', ')))]),
		...(typeof value === 'number' && smallest !== undefined && value < smallest
			? [l10n.t('is less than {0}', smallest)]
			: []),
		...(typeof value === 'number' && largest !== undefined && value > largest
			? [l10n.t('is more than {0}', largest)]
			: []),
		...(amount !== undefined && least !== undefined && amount < least ? [l10n.t('is shorter than {0}', least)] : []),
		...(amount !== undefined && most !== undefined && amount > most ? [l10n.t('is longer than {0}', most)] : []),
	];
}
