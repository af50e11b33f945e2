/** JSON as requests have it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [name: string]: JsonValue };

/** How a language writes the pieces of a literal. */
export type LiteralStyle = {
	readonly indent: string;
	readonly text: (text: string) => string;
	/** A name of a member, with all that stands before its value. */
	readonly name: (name: string) => string;
	readonly word: (word: boolean | null) => string;
	/** Another way to write the value of a member; undefined for the usual one. */
	readonly member?: (name: string, value: JsonValue) => string | undefined;
};

/** A value as a literal of a language with lists in brackets and maps in braces, one member a line. `margin` stands before each but the first. */
export function literal(value: JsonValue, style: LiteralStyle, margin = ''): string {
	if (typeof value === 'string') {
		return style.text(value);
	}
	if (typeof value === 'boolean' || value === null) {
		return style.word(value);
	}
	if (typeof value !== 'object') {
		return String(value);
	}
	const inner = margin + style.indent;
	const isList = Array.isArray(value);
	const members = isList
		? value.map((each) => literal(each, style, inner))
		: Object.entries(value).map(
				([name, each]) => style.name(name) + (style.member?.(name, each) ?? literal(each, style, inner)),
			);
	const [open, close] = isList ? ['[', ']'] : ['{', '}'];
	return members.length === 0
		? open + close
		: `${open}\n${members.map((member) => `${inner}${member},\n`).join('')}${margin}${close}`;
}
