import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { harm } from './harmless.ts';
import { viewOf } from './page.ts';

const rtl = '\u202e';

/** Where a text leads to, and what it says. */
function shown(text: string): { text: string; links: (string | null)[] } {
	const { element } = viewOf(text);
	assert.deepEqual(harm(element), []);
	return {
		text: element.textContent,
		links: [...element.querySelectorAll('a')].map((link) => link.getAttribute('href')),
	};
}

test('a link to a known host can be followed', () => {
	for (const [text, address] of [
		['[docs](https://ai.google.dev/gemini-api/docs)', 'https://ai.google.dev/gemini-api/docs'],
		['[**docs**](<https://cloud.google.com/a> "title")', 'https://cloud.google.com/a'],
		['[docs](HTTPS://AI.Google.dev/?a=1&amp;b=2)', 'https://ai.google.dev/?a=1&b=2'],
		['[ai.google.dev](https://ai.google.dev:443/x)', 'https://ai.google.dev/x'],
		['see https://aistudio.google.com/apikey.', 'https://aistudio.google.com/apikey'],
		['<https://support.google.com/?q=example.com>', 'https://support.google.com/?q=example.com'],
	] as const) {
		assert.deepEqual(shown(text).links, [address], text);
	}
});

test('a link that says nothing but its text leads there; its address is not spelled out', () => {
	assert.equal(shown('[docs](https://ai.google.dev/x)').text, 'docs');
});

test('any other link is its text and its address', () => {
	for (const address of [
		'https://example.com/',
		'http://ai.google.dev/',
		'https://ai.google.dev.example.com/',
		'https://ai.google.dev@example.com/',
		'https://user@ai.google.dev/',
		'https://:password@ai.google.dev/',
		'https://ai.google.dev:8443/',
		'https://ai.google.dev./',
		'https://evil-ai.google.dev/',
		'https://google.com/',
		'https://xn--i-7iq.google.dev/',
		'https://\u0430i.google.dev/',
		'//ai.google.dev/',
		'/ai.google.dev',
		'command:workbench.action.quit',
		'vscode://file/etc/passwd',
		'vscode-resource:x',
		'javascript:alert(1)',
		'data:text/html,x',
		'file:///etc/passwd',
		'mailto:a@example.com',
		'#top',
	]) {
		assert.deepEqual(shown(`[docs](${address})`), { text: `docs (${address})`, links: [] });
	}
});

test('an address by itself that leads elsewhere is text', () => {
	for (const text of [
		'https://example.com/a',
		'www.google.com',
		'a@example.com',
		'<command:a.b>',
		'ftp://ai.google.dev/',
	]) {
		assert.deepEqual(shown(text), { text: text.replaceAll(/[<>]/g, ''), links: [] });
	}
	assert.equal(shown('[http://example.com](http://example.com)').text, 'http://example.com');
});

test('a scheme cannot be hidden from the check', () => {
	for (const address of [
		'java&#10;script:alert(1)',
		'&#x6a;avascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'<\u0001javascript:a>',
		'<java\tscript:a>',
	]) {
		assert.deepEqual(shown(`[docs](${address})`).links, [], address);
	}
});

test('a link whose text says another host shows where it leads, and leads there by that alone', () => {
	const address = 'https://ai.google.dev/x';
	for (const text of [
		'example.com',
		'https://example.com/ai.google.dev',
		'https://localhost/',
		'cloud.google.com',
		'e\u200bxample.com',
		'ｅｘａｍｐｌｅ。ｃｏｍ',
		`${rtl}ved`,
		'',
		'\u200b',
	]) {
		const { element } = viewOf(`[${text}](${address})`);
		const link = element.querySelector('a');
		assert.equal(link?.textContent, address, text);
		assert.equal(link?.getAttribute('href'), address);
		assert.equal(element.querySelectorAll('a').length, 1);
	}
});

test('an image is its description and its address, and nothing is loaded', () => {
	assert.deepEqual(shown('![a *b*](https://ai.google.dev/x.png "t")'), {
		text: 'a b (https://ai.google.dev/x.png)',
		links: [],
	});
	assert.deepEqual(shown('![](data:image/png;base64,AA)'), { text: 'data:image/png;base64,AA', links: [] });
	// Inside a link the address of the image is another host than the link's.
	assert.deepEqual(shown('[![a](https://example.com/x)](https://ai.google.dev/)'), {
		text: 'a (https://example.com/x) (https://ai.google.dev/)',
		links: ['https://ai.google.dev/'],
	});
});

test('an address is isolated from the text around it, and what is hidden in it is encoded', () => {
	const { element } = viewOf(`${rtl}[a](https://example.com/${rtl}b\u200b)`);
	const address = element.querySelector('.address');
	assert.deepEqual([address?.nodeName, address?.getAttribute('dir')], ['BDI', 'ltr']);
	assert.equal(address?.textContent, 'https://example.com/%E2%80%AEb%E2%80%8B');
});

test('code spells out what nobody sees in it, and leaves what scripts and emoji need', () => {
	for (const code of [`a${rtl}b\u2066\u200b\u{e0041}\u001b[2J\u0007`, '👩\u200d💻 ❤\ufe0f\tمی\u200cخواهم']) {
		const expected = code
			.replace(rtl, '[U+202E]')
			.replace('\u2066', '[U+2066]')
			.replace('\u200b', '[U+200B]')
			.replace('\u{e0041}', '[U+E0041]')
			.replace('\u001b', '[U+001B]')
			.replace('\u0007', '[U+0007]');
		const codes = viewOf(`\`${code}\`\n\n\`\`\`x${rtl}\n${code}\n\`\`\``).element.querySelectorAll('code');
		assert.equal(codes[0]?.textContent, expected);
		assert.equal(codes[1]?.textContent, `${expected}\n`);
	}
	assert.equal(viewOf(`\`\`\`x${rtl}\n\`\`\``).element.querySelector('.language')?.textContent, 'x[U+202E]');
});

test('markup that would do harm is text, wherever it stands', () => {
	const markup = '<img src=x onerror=alert(1)><svg/onload=alert(1)><iframe srcdoc="x"></iframe><style>*{}</style>';
	for (const text of [
		markup,
		`# ${markup}`,
		`- ${markup}`,
		`> ${markup}`,
		`|${markup}|\n|-|\n|${markup}|`,
		`\`\`\`${markup}\n${markup}\n\`\`\``,
		`[${markup}](https://ai.google.dev/)`,
		`![${markup}](x)`,
		`*${markup}*`,
		`<div>\n${markup}\n</div>`,
		`[a](https://ai.google.dev/"onclick="alert(1))`,
		'- [x]<input autofocus onfocus=alert(1)>',
		'$<img src=x>$',
	]) {
		const { element } = viewOf(text);
		assert.deepEqual(harm(element), [], text);
		assert.ok(/[<"]/.test(element.textContent) || element.querySelector('a'), text);
	}
});

test('no source of the pages makes markup or styles from strings', () => {
	const sources = readdirSync('src/webview', { recursive: true, encoding: 'utf8' }).filter((path) =>
		/\.ts$/.test(path),
	);
	assert.ok(sources.length > 20);
	const forbidden =
		/\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|setHTML\w*|parseHTML\w*|cssText|eval)\b|document\.write|\.style\b|['"`](style|on\w+|srcdoc|src)['"`],/;
	for (const path of sources) {
		assert.doesNotMatch(readFileSync(`src/webview/${path}`, 'utf8'), forbidden, path);
	}
});
