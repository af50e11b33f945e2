import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { drawAll, drawn, viewOf } from './page.ts';

/** What a text is drawn as, without the attributes that all blocks of text and code have. */
const plain = (text: string): string =>
	drawn(text).replaceAll(/ (?:dir|role|tabindex|aria-label)="[^"]*"| class="settled"|(?<=class="\w+) settled/g, '');

const link =
	'<bdi class="address"><a title="https://ai.google.dev/" href="https://ai.google.dev/">https://ai.google.dev/</a></bdi>';

const drawings: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
	'paragraphs and what stands in them': [
		['one\n\ntwo\nlines', '<p>one</p><p>two\nlines</p>'],
		['*a* **b** ***c*** ~~d~~', '<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <del>d</del></p>'],
		['snake_case_name', '<p>snake_case_name</p>'],
		['`a *b* &lt;` ``c`d``', '<p><code>a *b* &amp;lt;</code> <code>c`d</code></p>'],
		['a  \nb\\\nc', '<p>a<br>b<br>c</p>'],
		['\\*a\\* \\<', '<p>*a* &lt;</p>'],
		['&lt;b&gt; &#38;lt; &#x41; &nosuch; &copy;', '<p>&lt;b&gt; &amp;lt; A &amp;nosuch; ©</p>'],
		['one\r\ntwo\rthree', '<p>one\ntwo\nthree</p>'],
	],
	'headings, each at most one level below the one before': [
		['# a\n## b\n### c', '<h2>a</h2><h3>b</h3><h4>c</h4>'],
		['### a\n\n### b\n\n##### c\n\n## d', '<h2>a</h2><h2>b</h2><h3>c</h3><h2>d</h2>'],
		['# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6', '<h2>1</h2><h3>2</h3><h4>3</h4><h5>4</h5><h6>5</h6><h6>6</h6>'],
		['# a\n\n> ### b\n\n- #### c', '<h2>a</h2><blockquote><h3>b</h3></blockquote><ul><li><h4>c</h4></li></ul>'],
		['a\n===\nb\n---', '<h2>a</h2><h3>b</h3>'],
		['# \n\n## ![]()\n\n# a', '<h2>a</h2>'],
	],
	lists: [
		['- a\n  - b\n    1. c\n- d', '<ul><li>a<ul><li>b<ol start="1"><li>c</li></ol></li></ul></li><li>d</li></ul>'],
		['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
		['- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
		[
			'- [ ] a\n- [x] b',
			'<ul><li class="task"><input disabled type="checkbox"> a</li><li class="task"><input checked disabled type="checkbox"> b</li></ul>',
		],
		// While the rest of the line has not come, this is no heading.
		['a\n-', '<p>a\n-</p>'],
		['a\n- b', '<p>a</p><ul><li>b</li></ul>'],
	],
	'quotations and rules': [
		['> a\n> > b\n\nc', '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote><p>c</p>'],
		['a\n\n---\n\nb', '<p>a</p><hr><p>b</p>'],
	],
	tables: [
		[
			'| | b | c |\n|---|:-:|--:|\n| *x* | y |',
			'<div class="table"><table><thead><tr><td></td><th class="align-center" scope="col">b</th><th class="align-right" scope="col">c</th></tr></thead><tbody><tr><td><em>x</em></td><td class="align-center">y</td><td class="align-right"></td></tr></tbody></table></div>',
		],
	],
	'formulas, as they were written': [
		['so $a_1 * b_2 * c$ is', '<p>so <code>$a_1 * b_2 * c$</code> is</p>'],
		['$$x *y* z$$', codeOf('math', '$$x *y* z$$')],
		['of\n$$\na\n= b\n- c\n$$\nd', `<p>of</p>${codeOf('math', '$$\na\n= b\n- c\n$$')}<p>d</p>`],
		['from $5 to *$10*, $HOME/$USER', '<p>from $5 to <em>$10</em>, $HOME/$USER</p>'],
		['$$\n\nx', '<p>$$</p><p>x</p>'],
	],
	'markup of HTML, as text': [
		['a <b onclick="x()">b</b>', '<p>a &lt;b onclick="x()"&gt;b&lt;/b&gt;</p>'],
		[
			'<script>\n\nalert(1)\n\n</script>\n*a*',
			'<p>&lt;script&gt;</p><p>alert(1)</p><p>&lt;/script&gt;\n<em>a</em></p>',
		],
		['<!-- a\n\n*b* -->', '<p>&lt;!-- a</p><p><em>b</em> --&gt;</p>'],
		// Neither is what follows read otherwise.
		['<a> <pre> *b* &lt; https://ai.google.dev/', `<p>&lt;a&gt; &lt;pre&gt; <em>b</em> &lt; ${link}</p>`],
	],
	'references, which nothing defines': [
		['[a]: https://ai.google.dev/\n\n[a] [b][a]', `<p>[a]: ${link}</p><p>[a] [b][a]</p>`],
	],
};

for (const [name, cases] of Object.entries(drawings)) {
	test(`it draws ${name}`, () => {
		for (const [text, expected] of cases) {
			assert.equal(plain(text), expected, JSON.stringify(text));
		}
	});
}

function codeOf(language: string, code: string): string {
	const head = `<div class="code-head"><span class="language">${language}</span><button aria-live="polite" type="button">Copy</button></div>`;
	return `<div class="code">${head}<pre><code><span class="chunk">${code}</span></code></pre></div>`;
}

test('it draws code with its language, closed or not, in any block', () => {
	for (const [text, language, code] of [
		['```js title="x"\na < b\n\n*c*\n```\nd', 'js', 'a < b\n\n*c*\n'],
		['~~~~\n~~~\n```\n~~~~', '', '~~~\n```\n'],
		['  ```\n    a\n  b', '', '  a\nb'],
		['```\n', '', ''],
		['    a\n\n    b', '', 'a\n\nb'],
		['- a\n  ```py\n  b\n\n  c\n  ```', 'py', 'b\n\nc'],
		['> ```py\n> b\n> ```', 'py', 'b'],
	] as const) {
		const block = viewOf(text).element.querySelectorAll('.code');
		assert.equal(block.length, 1, text);
		assert.equal(block[0]?.querySelector('.language')?.textContent, language);
		assert.equal(block[0]?.querySelector('code')?.textContent, code);
	}
});

test('what scrolls can be reached by keyboard and has a name', () => {
	const view = viewOf('```\na\n```\n\n|a|b|\n|-|-|\n|1|2|');
	const [code, table] = view.element.querySelectorAll('[tabindex="0"]');
	assert.equal(code?.nodeName, 'PRE');
	assert.deepEqual([code?.getAttribute('role'), code?.getAttribute('aria-label')], ['group', 'Code']);
	assert.equal(table?.className, 'table');
	assert.deepEqual([table?.getAttribute('role'), table?.getAttribute('aria-label')], ['group', 'Table: a, b']);
	assert.equal(viewOf('- [x] a').element.querySelector('input')?.getAttribute('aria-label'), 'Completed task');
});

test('every text runs in its own direction, and code from left to right', () => {
	const view = viewOf('# שלום\n\nשלום `a`\n\n- שלום\n\n|a|\n|:-|\n|b|\n\n<div>\n\n```x\ny\n```');
	const directions = [...view.element.querySelectorAll('[dir]')].map(
		(each) => `${each.nodeName} ${each.getAttribute('dir')}`,
	);
	assert.deepEqual(directions, [
		...['H2 auto', 'P auto', 'CODE ltr', 'LI auto', 'TH auto', 'TD auto', 'P auto', 'SPAN ltr', 'PRE ltr'],
	]);
});

test('the button of a block of code copies all of the code, and says so for a while', async (t) => {
	mock.timers.enable({ apis: ['setTimeout'] });
	t.after(() => mock.timers.reset());
	const copied: string[] = [];
	Object.defineProperty(globalThis, 'navigator', {
		configurable: true,
		value: {
			clipboard: {
				writeText: async (text: string) => {
					if (copied.push(text) > 1) {
						throw new Error('not allowed');
					}
				},
			},
		},
	});
	const code = `${'x'.repeat(99)}\n`.repeat(400);
	const button = viewOf(`\`\`\`\n${code}\`\`\`\n`).element.querySelector('button');
	const press = async () => {
		button?.click();
		await new Promise(setImmediate);
		return button?.textContent;
	};
	assert.equal(await press(), 'Copied');
	mock.timers.tick(3000);
	assert.equal(button?.textContent, 'Copy');
	assert.equal(await press(), 'Not copied');
	assert.deepEqual(copied, [code.trimEnd(), code.trimEnd()]);
});

test('its text is the Markdown as it was received', () => {
	const text = '# a\r\n\u202e<b> &lt;\n\n\n';
	assert.equal(viewOf(text).text, text);
});

test('another text replaces the one shown, a longer one goes on with it', () => {
	const view = viewOf('# a\n\nb');
	const heading = view.element.firstChild;
	view.text = '# a\n\nb c';
	drawAll();
	assert.equal(view.element.textContent, 'ab c');
	assert.equal(view.element.firstChild, heading);
	view.text = '# x';
	assert.equal(view.element.childNodes.length, 0);
	drawAll();
	assert.equal(view.element.textContent, 'x');
	assert.equal(view.text, '# x');
	view.text = '';
	drawAll();
	assert.equal(view.element.childNodes.length, 0);
});
