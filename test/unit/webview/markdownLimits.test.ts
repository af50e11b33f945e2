import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { harm } from './harmless.ts';
import { elementsMade, viewOf } from './page.ts';

/** About so many characters of the same again and again. */
const much = (text: string, length: number): string => text.repeat(Math.ceil(length / text.length));

// Each is made for a length, and would take a lexer's time or stack with the square of it, or worse.
const hostile: Readonly<Record<string, (length: number) => string>> = Object.fromEntries(
	[
		...['`', '`a', '``a`', '*', '*a', '**a *a ', 'a**b', '_', '_a', '_a ', '__a ', '~', '~~a', '*_~`[<&|', '* '],
		...['[', '![', '![[[[', '[a](', '[a](<b', '[a](b "', '[a]', '](', '[a](b)', '[\u202ea](x)', '[a]: b\n'],
		...[
			'<',
			'<a ',
			'<a b="',
			'<!--',
			'<!-- ',
			'<!--\n',
			'<!a',
			'<?',
			'<![CDATA[',
			'<div>\n',
			'<pre>\n',
			'<http:',
			'</a',
		],
		...['&', '&#', '&amp;', '&a', '\\', '$', '$a', '$$ ', '$$\na\n', 'http://a.', 'www.', 'a@b.', 'a.', 'ab:', 'a-'],
		...[
			'>',
			'> ',
			'> a\n',
			'> - a\n',
			'> > a\n\n',
			'- ',
			'- a\n',
			'- a\n\n',
			'1. ',
			'1. a\n',
			'- [ ] a\n',
			'-\n',
			'> - ',
		],
		...[
			'#',
			'# a\n',
			'a\n',
			'a\r',
			'a\r\n',
			'a  \n',
			'a\n-\n',
			'a|b\n-\n',
			' ',
			' \n',
			'\t',
			'    a\n',
			'a\u2028',
			'\ud800',
		],
		...['|', '|\n', '|a', '-|-\n', '|a|b|\n|-|-|\n', '```\n', '``` x\n', '~~~ a\n', '\u202e', '😀', '\u0000', 'a'],
	]
		.map((text): [string, (length: number) => string] => [JSON.stringify(text), (length) => much(text, length)])
		.concat([
			[
				'backticks in runs of all lengths',
				(length) => Array.from({ length: Math.sqrt(2 * length) }, (_, at) => '`'.repeat(at)).join(' '),
			],
			['brackets in brackets', (length) => '['.repeat(length / 2) + ']'.repeat(length / 2)],
			['links in links', (length) => '['.repeat(length / 5) + '](a)'.repeat(length / 5)],
			['parentheses in an address', (length) => `[a](${'('.repeat(length / 2)}${')'.repeat(length / 2)})`],
			[
				'deeper and deeper lists',
				(length) => Array.from({ length: Math.sqrt(length) }, (_, at) => `${' '.repeat(2 * at)}- a`).join('\n'),
			],
			[
				'deeper and deeper quotations',
				(length) => Array.from({ length: Math.sqrt(2 * length) }, (_, at) => `${'>'.repeat(at)} a`).join('\n'),
			],
			['a wide table', (length) => `${much('|a', length / 4)}\n${much('|-', length / 4)}\n${much('|b', length / 2)}`],
			[
				'a wide table of short rows',
				(length) => much(`${much('|a', 960)}\n${much('|-', 960)}\n${much('|\n', 8000)}\n`, length),
			],
			['lines that go on a quotation', (length) => `> a\n${much('a\n', length)}`],
			['lines that go on an item', (length) => `- a\n${much('\n  b\n', length)}`],
			['code that is not closed', (length) => `\`\`\`\n${much('a\n', length)}`],
			['a formula that is not closed', (length) => `$$${much('a\n', length)}`],
			['an address without an end', (length) => `https://${much('a', length)}`],
			['a text of a link that may be a host', (length) => `[${much('a.', length)}](https://ai.google.dev/)`],
		]),
);

for (const [name, make] of Object.entries(hostile)) {
	test(`100 KB of ${name} are drawn, with elements in proportion`, () => {
		const made = (length: number): number => {
			const before = elementsMade;
			const text = make(length);
			const view = viewOf(text);
			assert.equal(view.text, text);
			assert.deepEqual(harm(view.element), []);
			// Letters are never signs of Markdown, so none is lost.
			const letters = (of: string) => of.replaceAll('&amp;', '').split('a').length;
			assert.ok(letters(view.element.textContent) >= letters(text));
			return elementsMade - before;
		};
		const [quarter, whole] = [made(25_000), made(100_000)];
		assert.ok(whole <= 4.4 * quarter + 60, `${quarter} and ${whole}`);
		assert.ok(whole <= 110_000, `${whole}`);
	});
}

/** How deep elements lie in a drawn text. */
const depthOf = (root: Element): number => 1 + Math.max(0, ...[...root.children].map(depthOf));

test('what lies too deep is shown as it was written', () => {
	for (const [text, kept] of [
		['>'.repeat(10_000), '>'.repeat(9_000)],
		['+ '.repeat(10_000), '+ + + '],
		[`${'['.repeat(10_000)}a`, '['.repeat(10_000)],
		[`${'*'.repeat(10_000)}a`, '*'.repeat(10_000)],
		[`${'*_'.repeat(5_000)}a${'_*'.repeat(5_000)}`, '*_*_'],
		[`${'*_'.repeat(30)}a${'_*'.repeat(30)}`, '*_a_*'],
		[`${'![['.repeat(3_000)}a${'](b)'.repeat(6_000)}`, '![['],
	] as const) {
		const { element } = viewOf(text);
		assert.ok(depthOf(element) < 60, text.slice(0, 10));
		assert.ok(element.textContent.includes(kept), text.slice(0, 10));
	}
	assert.ok(depthOf(viewOf('> '.repeat(15)).element) > 14);
});

test('where the lexer gives up, the text is shown', (t) => {
	t.mock.method(MarkdownIt.prototype, 'parse', () => {
		throw new Error('none of the block rules matched');
	});
	assert.equal(viewOf('# a *b* <c>').element.textContent, '# a *b* <c>');
});

test('past two megabytes an answer is plain text in large pieces, of which none is lost', () => {
	const item = '- an *item* of a list\n';
	const text = `${item.repeat(100_000)}\n# the end\n`;
	const { element } = viewOf(text);
	const plain = [...element.querySelectorAll('.raw')];
	assert.ok(plain.length > 10);
	assert.match(plain.at(-1)?.textContent ?? '', /- an \*item\* of a list\n\n# the end$/);
	const items = (element.textContent ?? '').split('of a list').length - 1;
	assert.equal(items, 100_000);
	assert.ok(element.querySelectorAll('li').length > 20_000);
	assert.ok(plain.every((each) => (each.textContent ?? '').length <= 16_000));
	assert.deepEqual(harm(element), []);
});

test('a list or a table past a size goes on in another, which begins where it ended', () => {
	const numbered = viewOf(Array.from({ length: 3_000 }, (_, at) => `${at + 1}. item of some words\n`).join('')).element;
	const lists = [...numbered.querySelectorAll('ol')];
	assert.ok(lists.length > 1);
	let next = 1;
	for (const list of lists) {
		assert.equal(list.getAttribute('start'), `${next}`);
		next += list.children.length;
	}
	assert.equal(next, 3_001);
	const rows = Array.from({ length: 3_000 }, (_, at) => `| ${at} | some words |\n`).join('');
	const tables = [...viewOf(`| at | what |\n|---|---|\n${rows}`).element.querySelectorAll('table')];
	assert.ok(tables.length > 1);
	assert.ok(tables.every((table) => table.querySelector('thead')?.textContent === 'atwhat'));
	assert.deepEqual(
		tables.flatMap((table) => [...table.querySelectorAll('tbody tr')].map((row) => row.firstChild?.textContent)),
		Array.from({ length: 3_000 }, (_, at) => `${at}`),
	);
});
