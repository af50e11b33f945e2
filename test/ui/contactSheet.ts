import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { outDir } from '../bed/paths.ts';

/** A picture (PNG) and what is written above it. */
export type Shot = { readonly title: string; readonly png: Buffer };

const perSheet = 12;

/** Puts pictures side by side, as `out/screenshots/<name>-1.png` and so on. */
export async function contactSheets(context: BrowserContext, name: string, shots: readonly Shot[]): Promise<void> {
	const page = await context.newPage();
	await page.setViewportSize({ width: 1500, height: 100 });
	for (let first = 0; first < shots.length; first += perSheet) {
		const figures = shots
			.slice(first, first + perSheet)
			.map(
				({ title, png }) =>
					`<figure><figcaption>${title}</figcaption><img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
			);
		await page.setContent(
			`<style>body{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;align-items:start;margin:12px;background:#888;
			font:13px monospace}figure{margin:0}img{width:100%;display:block}</style>${figures.join('')}`,
		);
		const file = join(outDir, 'screenshots', `${name}-${first / perSheet + 1}.png`);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, await page.screenshot({ fullPage: true }));
	}
	await page.close();
}
