const attributes: Readonly<Record<string, readonly string[]>> = {
	A: ['href', 'title'],
	BDI: ['class', 'dir'],
	BLOCKQUOTE: ['class'],
	BR: [],
	BUTTON: ['type', 'aria-live'],
	CODE: ['dir'],
	DEL: [],
	DIV: ['class', 'role', 'tabindex', 'aria-label'],
	EM: [],
	HR: ['class'],
	INPUT: ['type', 'disabled', 'checked', 'aria-label'],
	LI: ['class', 'dir'],
	OL: ['class', 'start'],
	P: ['class', 'dir'],
	PRE: ['dir', 'role', 'tabindex', 'aria-label'],
	SPAN: ['class', 'dir'],
	STRONG: [],
	TABLE: [],
	TBODY: [],
	TD: ['class', 'dir'],
	TH: ['class', 'dir', 'scope'],
	THEAD: [],
	TR: [],
	UL: ['class'],
};
for (const level of [2, 3, 4, 5, 6]) {
	Object.assign(attributes, { [`H${level}`]: ['class', 'dir'] });
}

const classes =
	/^(markdown|(code|chunk|raw|table)( settled)?|settled|code-\w+|language|task|address|align-(left|center|right))$/;
const leadsTo =
	/^https:\/\/(ai\.google\.dev|aistudio\.google\.com|(docs\.|console\.)?cloud\.google\.com|console\.developers\.google\.com|(support|developers)\.google\.com)\//;

/** What of a drawn answer is not on the list of what answers may be drawn as. */
export function harm(root: Element): string[] {
	return [root, ...root.querySelectorAll('*')].flatMap((each) => {
		const allowed = attributes[each.nodeName];
		if (!allowed) {
			return [`element ${each.nodeName}`];
		}
		return [...each.attributes].flatMap(({ name, value }) => {
			const harmless =
				allowed.includes(name) &&
				(name !== 'class' || classes.test(value)) &&
				(name !== 'href' || leadsTo.test(value)) &&
				(name !== 'type' || value === 'button' || value === 'checkbox');
			return harmless ? [] : [`${each.nodeName} ${name}=${value}`];
		});
	});
}
