/** What parts of code are coloured as: the names of classes in media/markdown.css. */
export type Colour = 'comment' | 'keyword' | 'string' | 'number' | 'name' | 'type' | 'attribute' | 'added' | 'removed';

// https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html, by the first word of a scope where it has several.
const colours: ReadonlyMap<string, Colour | undefined> = new Map<string, Colour | undefined>([
	...of('comment', 'comment', 'quote'),
	...of('keyword', 'keyword', 'selector-tag', 'tag', 'template-tag', 'meta', 'doctag', 'variable.language'),
	...of('string', 'string', 'regexp', 'char', 'link', 'formula'),
	...of('number', 'number', 'literal', 'symbol', 'bullet', 'variable.constant'),
	...of('name', 'title', 'section', 'selector-id', 'selector-class', 'selector-pseudo'),
	...of('type', 'type', 'built_in', 'class', 'title.class', 'name'),
	...of('attribute', 'attr', 'attribute', 'property', 'selector-attr', 'variable', 'template-variable'),
	...of('added', 'addition'),
	...of('removed', 'deletion'),
	// What stands inside a string and is code again.
	['subst', undefined],
]);

function of(colour: Colour, ...scopes: readonly string[]): (readonly [string, Colour])[] {
	return scopes.map((scope) => [scope, colour]);
}

/** The colour of what lies in a scope inside something of another colour. */
export function colourIn(scope: string, outer: Colour | undefined): Colour | undefined {
	const words = scope.split('.');
	for (let count = words.length; count > 0; count -= 1) {
		const name = words.slice(0, count).join('.');
		if (colours.has(name)) {
			return colours.get(name);
		}
	}
	return outer;
}
