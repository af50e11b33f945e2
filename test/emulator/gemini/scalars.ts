import { isObject } from '../json.ts';
import { nestedEnums } from './schema.ts';

const integer = (value: unknown, bits: bigint) => {
	const text = typeof value === 'number' && Number.isInteger(value) ? String(value) : value;
	if (typeof text !== 'string' || !/^-?\d+$/.test(text)) {
		return false;
	}
	const limit = 1n << (bits - 1n);
	return BigInt(text) >= -limit && BigInt(text) < limit;
};

const number = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));

/** The scalar types of protobuf's JSON form: numbers may come as strings, bytes as base64 of either alphabet. */
const scalars: { readonly [type: string]: (value: unknown) => boolean } = {
	string: (value) => typeof value === 'string',
	bool: (value) => typeof value === 'boolean',
	int32: (value) => integer(value, 32n),
	int64: (value) => integer(value, 64n),
	float: number,
	double: number,
	bytes: (value) => typeof value === 'string' && /^[\w+/-]*={0,2}$/.test(value),
	struct: isObject,
	value: () => true,
};

export const isScalar = (type: string) => Object.hasOwn(scalars, type);

export const fits = (type: string, value: unknown) => scalars[type]?.(value) ?? false;

/** The type as error texts name it: `TYPE_FLOAT`, or a type URL for messages and enums. */
export function protoTypeName(type: string, apiVersion: string): string {
	if (type === 'struct' || type === 'value') {
		return `type.googleapis.com/google.protobuf.${type === 'struct' ? 'Struct' : 'Value'}`;
	}
	return isScalar(type)
		? `TYPE_${type.toUpperCase()}`
		: `type.googleapis.com/google.ai.generativelanguage.${apiVersion}.${nestedEnums[type] ?? type}`;
}
