import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';

// Answers made to do harm, in the real panel: nothing of them runs, loads or leads anywhere, and the panel goes on working. What
// each is drawn as is tested in test/unit/webview.

let latchkey: Latchkey;
let panel: RequestPanelPage;
const happened: string[] = [];
/** How many errors VS Code had told of before the answer. */
let errors = 0;
before(async () => {
	latchkey = await Latchkey.open();
	const { page, context } = latchkey.workbench;
	page.on('dialog', (dialog) => {
		happened.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
	await latchkey.addProfile('Work');
	panel = await latchkey.openPanel();
	context.on('page', (opened) => happened.push(`window ${opened.url()}`));
	context.on('request', (request) => {
		if (/evil/.test(request.url())) happened.push(`request ${request.url()}`);
	});
	page.on('framenavigated', (frame) => happened.push(`navigation to ${frame.url()}`));
});
after(() => latchkey.close());
afterEach(() => latchkey.emulator.clearFaults());

const end = 'The end of it.';
const megabytes = 1024 * 1024;

/** An answer in one event, as bytes; what stands in place of `@@` in it becomes these bytes as they are. */
function modelSays(text: string, inPlace: Buffer = Buffer.alloc(0)): void {
	const event = JSON.stringify({
		candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
		usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 250, totalTokenCount: 254 },
		modelVersion: 'gemini-3.8-flash',
	});
	const [head = '', ...rest] = `data: ${event}\r\n\r\n`.split('@@');
	const body = Buffer.concat([Buffer.from(head), ...rest.flatMap((each) => [inPlace, Buffer.from(each)])]);
	latchkey.emulator.failNext({
		kind: 'respond',
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		bodyBase64: body.toString('base64'),
		match: { path: 'streamGenerateContent' },
	});
}

/** Has the panel show an answer. */
async function receive(text: string, inPlace?: Buffer): Promise<void> {
	errors = latchkey.workbench.consoleErrors.length;
	modelSays(`${text}\n\n${end}\n`, inPlace);
	await panel.focus();
	await panel.send('Do your worst');
	await panel.ended();
	await panel.status('Answered by');
	await panel.frame.locator('.answer .markdown > *').first().waitFor();
}

/** Has the panel show an answer to its end. */
async function show(text: string, inPlace?: Buffer): Promise<void> {
	await receive(text, inPlace);
	await panel.frame.waitForFunction(
		(end) => document.querySelector('.answer .markdown')?.lastElementChild?.textContent?.includes(end),
		end,
		{ polling: 250 },
	);
}

/** Nothing has come of the answer that is shown, and the next prompt is typed, sent and answered like any other. */
async function nothingHappens(): Promise<void> {
	const { frame } = panel;
	assert.equal(
		await frame.locator('.answer :is(script, iframe, img, object, embed, link, style, svg, form)').count(),
		0,
	);
	const addresses = await frame
		.locator('.answer a')
		.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
	assert.deepEqual(
		addresses.filter((address) => new URL(address).hostname !== 'ai.google.dev'),
		[],
	);
	await panel.focus();
	await panel.send('Hello again');
	await frame.locator('.answer').filter({ hasText: 'You wrote: “Hello again”' }).waitFor();
	await panel.status('Answered by');
	assert.deepEqual(happened, []);
	assert.equal(await frame.evaluate(() => 'harmed' in globalThis), false);
	assert.deepEqual(latchkey.workbench.consoleErrors.slice(errors), []);
	assert.deepEqual(latchkey.workbench.cspViolations, []);
}

const script = 'globalThis.harmed=1;alert(1)';
const answers: Readonly<Record<string, string>> = {
	'markup that would run': `<script>${script}</script>\n\n<img src="https://evil.example/x" onerror="${script}">\n\n<svg/onload="${script}">\n
<iframe srcdoc="<script>${script}</script>"></iframe> <style>@import 'https://evil.example/x';</style>
<link rel=stylesheet href=https://evil.example/x><form action=https://evil.example/x><button autofocus onfocus="${script}">\n
\`\`\`html\n<script>${script}</script><img src=https://evil.example/x onerror="${script}">\n\`\`\``,
	'images of other hosts':
		'![a](https://evil.example/x.png) ![](data:image/svg+xml,<svg/onload=alert(1)>)\n\n![a][b]\n\n[b]: https://evil.example/x.png',
	'control characters, turned text and terminal sequences':
		'\u0000\u0001\u0007\u001b[2J\u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007 \u202egpj.exe \u2066a\u2069 \u200b\u200d\ufeff\u00ad\u{e0041} \ud800 `\u202e\u001b[31m`\n\n```sh\nrm \u202e-rf\u2066 \u001b[8m\n```',
	'a table of 20,000 rows': `| a | b | c |\n|---|---|---|\n${Array.from({ length: 20_000 }, (_, at) => `| ${at} | *b* | <b>c</b> |\n`).join('')}`,
};

for (const [name, text] of Object.entries(answers)) {
	test(`an answer of ${name} does nothing, and the panel goes on working`, async () => {
		await show(text);
		await nothingHappens();
	});
}

test('links that would run something or lead elsewhere do nothing when they are clicked', async () => {
	const addresses = [
		...[
			'javascript:globalThis.harmed=1',
			'JaVaScRiPt:alert(1)',
			'java&#10;script:alert(1)',
			'&#x6a;avascript:alert(1)',
		],
		...[
			'command:workbench.action.closeAllEditors',
			'vscode://file/etc/passwd',
			'vscode-resource:x',
			'data:text/html,evil',
		],
		...['file:///etc/passwd', 'https://evil.example/x', '//evil.example/x', 'https://ai.google.dev@evil.example/'],
	];
	await show(
		[
			...addresses.flatMap((address) => [`[click here](${address})`, `<${address}>`, address]),
			'[click here][1] [1]\n\n[1]: javascript:globalThis.harmed=1',
		].join('\n\n'),
	);
	// But for the name of a known host before an `@`, which leads to that host and nowhere else.
	assert.ok((await panel.frame.locator('.answer a').count()) <= 1);
	for (const text of await panel.frame.locator('.answer p').filter({ hasText: 'click here' }).all()) {
		await text.click({ position: { x: 20, y: 8 } });
	}
	await nothingHappens();
});

test('bytes that are no UTF-8 are shown as such, and the rest is whole', async () => {
	await show('before @@ after', Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf8]));
	assert.match(await panel.answer(), /before \ufffd+ after/);
	await nothingHappens();
});

for (const [name, piece] of [
	['a single line', 'words that go on and '],
	['opened brackets', '['],
	['opened emphasis', '*a '],
	['quotations in quotations', '>'],
	['images in images', '![a'],
] as const) {
	test(`ten megabytes of ${name} leave the panel usable`, async () => {
		// Not to its end, which is drawn while a person goes on.
		await receive(piece.repeat((10 * megabytes) / piece.length));
		await nothingHappens();
	});
}
