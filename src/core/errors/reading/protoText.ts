import type { ErrorDetail } from '../googleError.ts';

/**
 * Where details in protobuf's text format may begin, as gRPC clients print them: `[links { … }, reason: "…" …]`. The names are those of the
 * fields of google.rpc's detail types.
 */
const beginning =
	/(?:^|[[\s,{])(?=(?:links|violations|field_violations|retry_delay|stack_entries)\s*[:{]|(?:reason|locale|request_id|resource_type)\s*:\s*")/g;

/** How deep messages nest in google/rpc/error_details.proto, and some more. */
const deepest = 8;

/** Reads every detail printed in protobuf's text format; none where there is none. Looks at each character a few times at most. */
export function readProtoText(text: string): readonly ErrorDetail[] {
	const details: ErrorDetail[] = [];
	let readTo = 0;
	for (const { index, 0: before } of text.matchAll(beginning)) {
		const at = index + before.length;
		if (at < readTo || details.length >= 32) {
			continue;
		}
		const reader = new ProtoReader(text, at);
		const detail = detailOf(reader.message(0));
		readTo = Math.max(reader.at, at + 1);
		if (detail) {
			details.push(detail);
		}
	}
	return details;
}

type Fields = Map<string, unknown[]>;

class ProtoReader {
	readonly #text: string;
	at: number;

	constructor(text: string, at: number) {
		this.#text = text;
		this.at = at;
	}

	/** Fields up to what ends the message, each with all its values. */
	message(depth: number): Fields {
		const fields: Fields = new Map();
		for (;;) {
			const name = this.#match(/[\s;]*([a-z][a-z_\d]{0,60})\s*(?=[:{<"])/y);
			if (name === undefined) {
				return fields;
			}
			this.#match(/\s*:\s*/y);
			const value = this.#match(/\s*([{<])/y) === undefined ? this.#scalar() : this.#nested(depth);
			if (value === undefined) {
				return fields;
			}
			const key = camelCase(name);
			fields.set(key, [...(fields.get(key) ?? []).slice(0, 63), value]);
		}
	}

	#nested(depth: number): unknown {
		if (depth >= deepest) {
			return undefined;
		}
		const fields = this.message(depth + 1);
		this.#match(/\s*[}>]/y);
		return fields;
	}

	#scalar(): string | undefined {
		const quoted = this.#match(/\s*"((?:[^"\\]|\\[\s\S])*)"/y);
		return quoted === undefined ? this.#match(/\s*([\w.+-]{1,200})/y) : unescaped(quoted);
	}

	#match(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.#text);
		if (match) {
			this.at = pattern.lastIndex;
		}
		return match ? (match[1] ?? '') : undefined;
	}
}

/** Which type a detail is, by a field that it alone has. */
const typeByField: readonly (readonly [string, string])[] = [
	['reason', 'ErrorInfo'],
	['retryDelay', 'RetryInfo'],
	['fieldViolations', 'BadRequest'],
	['links', 'Help'],
	['locale', 'LocalizedMessage'],
	['requestId', 'RequestInfo'],
	['resourceType', 'ResourceInfo'],
	['stackEntries', 'DebugInfo'],
];

function detailOf(fields: Fields): ErrorDetail | undefined {
	const value = plain(fields);
	const type = fields.has('violations')
		? `${/"quota|"subject":"(?:project|client)/i.test(JSON.stringify(value)) ? 'Quota' : 'Precondition'}Failure`
		: typeByField.find(([field]) => fields.has(field))?.[1];
	return type ? { '@type': `type.googleapis.com/google.rpc.${type}`, ...value } : undefined;
}

/** Fields that google/rpc/error_details.proto repeats, and its maps. */
const repeated = new Set(['links', 'violations', 'fieldViolations', 'stackEntries']);
const maps = new Set(['metadata', 'quotaDimensions']);

function plain(fields: Fields): Record<string, unknown> {
	return Object.fromEntries(
		[...fields].map(([name, values]) => {
			const all = values.map((value) => (value instanceof Map ? plain(value as Fields) : value));
			if (maps.has(name)) {
				return [name, Object.fromEntries(all.map((entry) => [text(entry, 'key'), text(entry, 'value')]))];
			}
			return [name, repeated.has(name) ? all : name === 'retryDelay' ? seconds(all[0]) : all[0]];
		}),
	);
}

const text = (entry: unknown, name: string): string => String((entry as Record<string, unknown> | null)?.[name] ?? '');

/** google.protobuf.Duration in its JSON form. */
const seconds = (value: unknown): string =>
	typeof value === 'string' ? value : `${Number(text(value, 'seconds')) + Number(text(value, 'nanos')) / 1e9}s`;

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const unescaped = (quoted: string): string =>
	quoted.replace(/\\([\s\S])/g, (_, character: string) => (character === 'n' ? '\n' : character));
