import { decodeEntities } from './entities.ts';

/** A page that came where JSON was due. */
export type HtmlPage = {
	readonly title: string;
	/** What a person would read, in one line; its beginning. */
	readonly text: string;
	/** Whether Google's own front end wrote it, and not a proxy or a portal on the way. */
	readonly isGoogle: boolean;
};

/** A page's words are at its beginning. In UTF-16 units. */
const looksAt = 65_536;
const keeps = 2_000;

/** Reads an HTML page; undefined where the text is none. */
export function readHtml(text: string): HtmlPage | undefined {
	const start = text.slice(0, looksAt);
	if (!/<(?:!doctype\s+html|html|head|title|body|center|h1)[\s>]/i.test(start.slice(0, 4096))) {
		return undefined;
	}
	const title = line(between(start, '<title', '</title'));
	const words = line(strip(start));
	return {
		title,
		text: words.slice(0, keeps),
		isGoogle:
			/Error \d{3} \([^)<]{0,80}\)!!1/.test(title) ||
			start.includes('//www.google.com/images/errors/') ||
			/aria-label=["']?Google["'> ]/.test(start) ||
			/<h2>Error \d{3}<\/h2>\s*<\/body>/i.test(start.slice(0, 2048)) ||
			/\bError \d{3}: [a-z]{2,30}_[a-z_]{2,40}\b|flowName=GeneralOAuthFlow/.test(words) ||
			/Our systems have detected unusual traffic from your computer network/.test(words) ||
			/^(?:Sign in - Google Accounts|Google Accounts|Error \d{3}: [a-z_]+)/.test(title) ||
			/<base href=["']https:\/\/accounts\.google\.com\//.test(start.slice(0, 8192)),
	};
}

/** The content of the first element of a name. */
function between(text: string, open: string, close: string): string {
	const lower = text.toLowerCase();
	const from = lower.indexOf(open);
	const content = from < 0 ? -1 : lower.indexOf('>', from) + 1;
	const to = content <= 0 ? -1 : lower.indexOf(close, content);
	return to < 0 ? '' : text.slice(content, to);
}

/** The text without scripts, styles, comments and tags. */
function strip(text: string): string {
	const lower = text.toLowerCase();
	let result = '';
	let at = 0;
	while (at < text.length) {
		const tag = text.indexOf('<', at);
		if (tag < 0) {
			return result + text.slice(at);
		}
		result += `${text.slice(at, tag)} `;
		const [, end] = elements.find(([open]) => lower.startsWith(open, tag)) ?? ['', '>'];
		const past = lower.indexOf(end, tag + 1);
		if (past < 0) {
			return result;
		}
		at = past + end.length;
	}
	return result;
}

/** What is passed over whole, with how it ends. */
const elements: readonly (readonly [string, string])[] = [
	['<!--', '-->'],
	['<script', '</script>'],
	['<style', '</style>'],
];

const line = (text: string): string => decodeEntities(text).replace(/\s+/g, ' ').trim();
