import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harm } from './harmless.ts';
import { drawAll, idleAll, streamed, viewOf } from './page.ts';

const rtl = '\u202e';

/** A block of code once it is coloured: what is coloured how, and all that it says. */
async function coloured(markdown: string): Promise<{ parts: string[]; text: string }> {
	const { element } = viewOf(markdown);
	await idleAll();
	assert.deepEqual(harm(element), []);
	return {
		parts: [...element.querySelectorAll('[class^="code-"]:not(.code-head)')].map(
			(each) => `${each.className.slice('code-'.length)} ${each.textContent}`,
		),
		text: element.querySelector('code')?.textContent ?? '',
	};
}

const samples: Readonly<Record<string, readonly [string, readonly string[]]>> = {
	ts: ["const a: number = f('x'); // y", ['keyword const', "string 'x'", 'comment // y']],
	py: ['def f(a):\n    return None  # n', ['keyword def', 'name f', 'keyword return', 'number None', 'comment # n']],
	java: ['class A { int a = 1; }', ['keyword class', 'type A', 'type int', 'number 1']],
	go: ['func f() string { return "a" }', ['keyword func', 'name f', 'keyword return', 'string "a"']],
	'c#': ['var a = "b";', ['keyword var', 'string "b"']],
	JSON: ['{"a": [1, true]}', ['attribute "a"', 'number 1', 'keyword true']],
	sh: ['echo "a $B" # c', ['type echo', 'comment # c']],
	yaml: ['a: 1 # c', ['attribute a:', 'number 1', 'comment # c']],
	html: ['<a href="b">c</a>', ['attribute href', 'string "b"']],
	css: ['a { color: red; }', ['keyword a', 'attribute color']],
	sql: ["select a from b where c = 'd'", ['keyword select', "string 'd'"]],
	rs: ['fn main() { let a = 1; }', ['keyword fn', 'name main', 'keyword let', 'number 1']],
	cpp: ['int a = 1; // b', ['type int', 'number 1', 'comment // b']],
	kt: ['val a = "b"', ['keyword val', 'string "b"']],
	diff: ['+a\n-b\n', ['added +a', 'removed -b']],
};

for (const [language, [code, wanted]] of Object.entries(samples)) {
	test(`code in ${language} is coloured, and says the same`, async () => {
		const { parts, text } = await coloured(`\`\`\`${language}\n${code}\n\`\`\`\n`);
		assert.equal(text.trimEnd(), code.trimEnd());
		for (const part of wanted) {
			assert.ok(parts.includes(part), `${part} in ${parts.join(', ')}`);
		}
	});
}

test('code of no language, or one that nobody knows, stays plain', async () => {
	for (const language of ['', 'nosuch', '__proto__', 'constructor', `js${rtl}`]) {
		assert.deepEqual((await coloured(`\`\`\`${language}\nconst a = 1;\n\`\`\`\n`)).parts, []);
	}
});

test('code is coloured once it can no longer change, and keeps its colours while more comes', async () => {
	const view = streamed(['```js\nconst a = 1;\n']);
	await idleAll();
	assert.equal(view.element.querySelector('.code-keyword'), null);
	view.append('const b = 2;\n```\nafter');
	drawAll();
	await idleAll();
	const keyword = view.element.querySelector('.code-keyword');
	assert.equal(keyword?.textContent, 'const');
	view.append(' it, more\n\n```js\nlet c;\n```\n');
	drawAll();
	await idleAll();
	assert.equal(view.element.querySelector('.code-keyword'), keyword);
	assert.equal(view.element.querySelectorAll('.code-keyword').length, 3);
});

test('what nobody sees in code stays spelled out in its colours', async () => {
	const { parts, text } = await coloured(`\`\`\`js\nconst a = '${rtl}b\u200b\u001b[2J'; // ${rtl}\n\`\`\`\n`);
	assert.equal(text, "const a = '[U+202E]b[U+200B][U+001B][2J'; // [U+202E]\n");
	assert.ok(parts.includes("string '[U+202E]b[U+200B][U+001B][2J'"));
});

test('markup in code is text in every language', async () => {
	const markup = '<img src=x onerror=alert(1)><script>alert("a")</script>&lt;b&gt;';
	for (const language of Object.keys(samples)) {
		assert.equal((await coloured(`\`\`\`${language}\n${markup}\n\`\`\`\n`)).text, `${markup}\n`);
	}
});

test('code past a size, and code with a very long line, stays plain', async (t) => {
	t.mock.method(performance, 'now', () => 0);
	const line = 'const a = 1;\n';
	const { element } = viewOf(`\`\`\`js\n${line.repeat(20_000)}\`\`\`\n`);
	await idleAll();
	const count = element.querySelectorAll('.code-keyword').length;
	assert.ok(count > 1_000 && count * line.length <= 64_000, `${count}`);
	assert.equal(element.querySelector('code')?.textContent, line.repeat(20_000));
	assert.deepEqual((await coloured(`\`\`\`js\nconst a = "${'x'.repeat(2_000)}";\n\`\`\`\n`)).parts, []);
});

test('code that takes long to colour stays plain', async (t) => {
	let now = 0;
	t.mock.method(performance, 'now', () => {
		now += 20;
		return now;
	});
	const code = 'const a = 1;\n'.repeat(300);
	const { parts, text } = await coloured(`\`\`\`js\n${code}\`\`\`\n`);
	assert.deepEqual(parts, []);
	assert.equal(text, code);
});
