/** How a person answers a consent page. Unless told otherwise: with the account that is preselected, and everything ticked. */
export type ConsentAnswer = {
	readonly decision?: 'continue' | 'cancel';
	/** The email. */
	readonly account?: string;
	/** Scopes in their long form whose tick is taken away. */
	readonly untick?: readonly string[];
};

/**
 * Answers the consent page at `authorizationUrl` as a browser does that shows it and sends its form, and gives the address
 * it is sent to. `authorizationUrl` may name Google's host; the page is fetched from `origin`. Throws with the text of the
 * page where there is no form on it. Only for tests without a browser: one that has a browser presses the buttons.
 */
export async function consent(origin: string, authorizationUrl: string, answer: ConsentAnswer = {}): Promise<string> {
	const { pathname, search } = new URL(authorizationUrl);
	const shown = await fetch(`${origin}${pathname}${search}`, { redirect: 'manual' });
	const at = shown.headers.get('location');
	if (at !== null) {
		return at;
	}
	const page = await shown.text();
	const action = /<form method="post" action="([^"]+)">/.exec(page)?.[1];
	if (action === undefined) {
		throw new Error(textOf(page));
	}
	const sent = await fetch(`${origin}${action}`, {
		method: 'POST',
		body: filledIn(page, answer),
		redirect: 'manual',
	});
	const location = sent.headers.get('location');
	if (location === null) {
		throw new Error(textOf(await sent.text()));
	}
	return location;
}

function filledIn(page: string, { decision = 'continue', account, untick = [] }: ConsentAnswer): URLSearchParams {
	const form = new URLSearchParams();
	for (const [tag] of page.matchAll(/<input [^>]+>/g)) {
		const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
		const name = attribute('name');
		const value = attribute('value');
		const isLeftOut =
			/ disabled/.test(tag) ||
			(attribute('type') === 'radio' && (account === undefined ? !/ checked/.test(tag) : value !== account)) ||
			(attribute('type') === 'checkbox' && untick.includes(value));
		if (!isLeftOut) {
			form.append(name, value);
		}
	}
	form.append('decision', decision);
	return form;
}

/** A page's text without its style and its tags, on one line. */
function textOf(page: string): string {
	return page
		.replace(/<style>[\s\S]*?<\/style>/g, ' ')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
		.replace(/\s+/g, ' ')
		.trim();
}
