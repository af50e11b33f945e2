/** What a catalogue row may mention as `{name}`; the call at hand gives the values. */
export type Blanks = {
	/** Host of the service, e.g. `generativelanguage.googleapis.com`. */
	readonly service: string;
	/** Full RPC name, e.g. `google.ai.generativelanguage.v1beta.GenerativeService.GenerateContent`. */
	readonly method: string;
	/** Model id without `models/`; empty where the call names none. */
	readonly model: string;
	/** Project number of the key's project. */
	readonly project: string;
	/** The Referer header, `<empty>` without one, as Google writes it. */
	readonly referer: string;
	/** Email of the service account that is refused. */
	readonly email: string;
	/** The key as sent. Google echoes it in one message; a client has to redact it. */
	readonly key: string;
};

/** Replaces `{name}` in every string of a catalogue row. Unknown names stay, so that a typo shows. */
export function fill<T>(template: T, blanks: Blanks): T {
	return fillValue(template, blanks) as T;
}

function fillValue(value: unknown, blanks: Blanks): unknown {
	if (typeof value === 'string') {
		return value.replace(/\{(\w+)\}/g, (whole, name: string) =>
			name in blanks ? blanks[name as keyof Blanks] : whole,
		);
	}
	if (Array.isArray(value)) {
		return value.map((item) => fillValue(item, blanks));
	}
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillValue(item, blanks)]));
	}
	return value;
}
