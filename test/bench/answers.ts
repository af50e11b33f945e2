import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Frame, Page } from 'playwright-core';
import { root } from '../bed/paths.ts';
import { Latchkey, type RequestPanelPage } from '../ui/latchkey.ts';
import { eventStream, markdownAnswer } from './answers/sample.ts';
import { type Smoothness, watchSmoothness } from './answers/smoothness.ts';

const length = 1_000_000;
/** Characters in an event: about what Gemini sends at once. */
const piece = 250;
/** The naive way takes so long that it gets the same text in fewer pieces. */
const naivePiece = 16_000;

/** A long Markdown answer as it streams into the request panel, beside the same text rendered anew for each piece. */
export async function answers(): Promise<void> {
	const text = markdownAnswer(length);
	console.log(
		`\nA Markdown answer of ${kb(text.length)} in ${Math.ceil(text.length / piece)} events, in the real workbench`,
	);
	const latchkey = await Latchkey.open();
	try {
		await latchkey.addProfile('Bench');
		const panel = await latchkey.openPanel();
		const cdp = await sessionOf(latchkey.workbench.page, panel.frame);
		console.log(`  before: ${await memory(cdp)}`);
		for (const nth of ['first', 'second', 'third']) {
			report(`${nth} answer`, await inPanel(latchkey, panel, text));
			console.log(`    ${await memory(cdp)}, ${await panel.frame.locator('.answer *').count()} elements of the answer`);
		}
		report(`rendered anew each ${kb(naivePiece)}, innerHTML`, await naively(latchkey.workbench.page, text));
	} finally {
		await latchkey.close();
	}
}

async function inPanel({ emulator }: Latchkey, panel: RequestPanelPage, text: string): Promise<Smoothness> {
	emulator.failNext({
		kind: 'respond',
		status: 200,
		headers: { 'content-type': 'text/event-stream' },
		body: eventStream(text, piece),
		match: { path: 'streamGenerateContent' },
	});
	const watched = await watchSmoothness(panel.frame.page(), panel.frame);
	await panel.focus();
	await panel.send('Write it');
	await panel.status('Answered by');
	const end = text.trimEnd().split('\n').at(-2)?.slice(-20) ?? '';
	await panel.frame.waitForFunction(
		(end) => document.querySelector('.answer .markdown')?.textContent?.trimEnd().slice(-400).includes(end),
		end,
		{ polling: 100 },
	);
	// Code is coloured after it.
	await panel.frame.page().waitForTimeout(4000);
	return watched.end();
}

/** What many pages do: all of the text so far to markup, and that into the page, for each piece. */
async function naively(workbench: Page, text: string): Promise<Smoothness> {
	const page = await workbench.context().newPage();
	try {
		await page.setContent('<!doctype html><body style="width:900px"><div id="answer"></div>');
		await page.addScriptTag({ path: join(root, 'node_modules/markdown-it/dist/browser/markdown-it.umd.min.js') });
		await page.addStyleTag({ content: readFileSync(join(root, 'media/markdown.css'), 'utf8') });
		const watched = await watchSmoothness(page, page.mainFrame());
		await page.evaluate(
			async ({ text, size }) => {
				const { markdownit } = globalThis as unknown as { markdownit: () => { render(text: string): string } };
				const lexer = markdownit();
				const answer = document.querySelector('#answer') as HTMLElement;
				answer.className = 'markdown';
				for (let end = size; end < text.length + size; end += size) {
					answer.innerHTML = lexer.render(text.slice(0, end));
					await new Promise(requestAnimationFrame);
				}
			},
			{ text, size: naivePiece },
		);
		return await watched.end();
	} finally {
		await page.close();
	}
}

/** The renderer a frame is in, which may be another than that of the page around it. */
const sessionOf = (page: Page, frame: Frame): Promise<CDPSession> =>
	page
		.context()
		.newCDPSession(frame)
		.catch(() => page.context().newCDPSession(page));

async function memory(cdp: CDPSession): Promise<string> {
	await cdp.send('HeapProfiler.enable');
	await cdp.send('HeapProfiler.collectGarbage');
	const { usedSize } = await cdp.send('Runtime.getHeapUsage');
	const { nodes } = await cdp.send('Memory.getDOMCounters');
	return `${(usedSize / 1024 / 1024).toFixed(1)} MB of JavaScript, ${nodes.toLocaleString('en')} nodes in the renderer`;
}

function report(name: string, { longest, long, busy, longBusy, frames, late, ms }: Smoothness): void {
	console.log(
		[
			`  ${name} (${(ms / 1000).toFixed(1)} s)`,
			`    longest task ${longest === 0 ? 'under 50' : longest.toFixed(0)} ms by the clock, ${long} over 50 ms`,
			`    longest task ${busy.toFixed(0)} ms of the processor, ${longBusy} over 50 ms, with all that VS Code does beside it`,
			`    ${frames} frames, ${late} of them late`,
		].join('\n'),
	);
}

const kb = (characters: number): string => `${Math.round(characters / 1000).toLocaleString('en')} KB`;
