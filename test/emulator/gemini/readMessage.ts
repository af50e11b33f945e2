import { badRequest, type FieldViolation } from '../errors/details.ts';
import { RpcError } from '../errors/rpcError.ts';
import { isObject, type JsonObject } from '../json.ts';
import { fits, isScalar, protoTypeName } from './scalars.ts';
import { enums, type Field, messages } from './schema.ts';

/**
 * Reads JSON as a protobuf message the way Google's JSON gateway does: camelCase or snake_case names, a single value
 * where a list is due, null for unset; unknown names, wrong types and doubly set oneofs refused, all of them together.
 * The result has camelCase names and real lists.
 */
export function readMessage(type: string, value: unknown, apiVersion: string): JsonObject {
	const reader = new MessageReader(apiVersion);
	const message = isObject(value) ? reader.message(type, value, '') : reader.noRoot();
	if (reader.violations.length > 0) {
		throw new RpcError({
			code: 400,
			message: reader.violations.map(({ description }) => description).join('\n'),
			status: 'INVALID_ARGUMENT',
			details: [badRequest(reader.violations)],
		});
	}
	return message;
}

class MessageReader {
	readonly violations: FieldViolation[] = [];
	readonly #apiVersion: string;

	constructor(apiVersion: string) {
		this.#apiVersion = apiVersion;
	}

	noRoot(): JsonObject {
		this.#refuse('', 'Invalid JSON payload received. Unknown name "": Root element must be a message.');
		return {};
	}

	message(type: string, value: JsonObject, path: string): JsonObject {
		const fields = messages[type] ?? {};
		const result: Record<string, unknown> = {};
		const oneofs = new Set<string>();
		for (const [sent, member] of Object.entries(value)) {
			const name = camelCase(sent);
			const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (field === undefined) {
				this.#unknown(sent, path, 'Cannot find field.');
			} else if (member !== null) {
				this.#checkOneof(field, sent, path, oneofs);
				result[name] = this.#field(field, sent, member, path);
			}
		}
		return result;
	}

	#field(field: Field, sent: string, value: unknown, parent: string): unknown {
		const path = join(parent, snakeCase(sent));
		if (field.map) {
			return this.#map(field, value, path);
		}
		if (field.repeated) {
			return Array.isArray(value)
				? value.map((item, index) => this.#single(field, item, `${path}[${index}]`))
				: [this.#single(field, value, path)];
		}
		if (Array.isArray(value) && field.type !== 'value') {
			this.#unknown(sent, parent, 'Proto field is not repeating, cannot start list.');
			return undefined;
		}
		return this.#single(field, value, path);
	}

	#map(field: Field, value: unknown, path: string): unknown {
		if (!isObject(value)) {
			this.#wrongType(field.type, value, path);
			return undefined;
		}
		return Object.fromEntries(
			Object.entries(value).map(([key, item], index) => [key, this.#single(field, item, `${path}[${index}].value`)]),
		);
	}

	#single({ type }: Field, value: unknown, path: string): unknown {
		if (Object.hasOwn(messages, type) && isObject(value)) {
			return this.message(type, value, path);
		}
		const right = isScalar(type) ? fits(type, value) : (enums[type]?.some((name) => name === value) ?? false);
		if (!right) {
			this.#wrongType(type, value, path);
		}
		return type === 'int32' || type === 'float' || type === 'double' ? Number(value) : value;
	}

	#checkOneof(field: Field, sent: string, path: string, set: Set<string>): void {
		if (field.oneof === undefined) {
			return;
		}
		if (set.has(field.oneof)) {
			const at = path === '' ? '' : ` at '${path}'`;
			this.#refuse(
				path,
				`Invalid value${at} (oneof), oneof field '${field.oneof}' is already set. Cannot set '${sent}'`,
			);
		}
		set.add(field.oneof);
	}

	#wrongType(type: string, value: unknown, path: string): void {
		this.#refuse(
			path,
			`Invalid value at '${path}' (${protoTypeName(type, this.#apiVersion)}), ${JSON.stringify(value)}`,
		);
	}

	#unknown(name: string, path: string, why: string): void {
		const at = path === '' ? '' : ` at '${path}'`;
		this.#refuse(path, `Invalid JSON payload received. Unknown name "${name}"${at}: ${why}`);
	}

	#refuse(field: string, description: string): void {
		// At the root the gateway leaves `field` out.
		this.violations.push(field === '' ? { description } : { field, description });
	}
}

const join = (parent: string, name: string) => (parent === '' ? name : `${parent}.${name}`);
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
