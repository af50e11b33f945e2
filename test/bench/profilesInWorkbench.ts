import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../bed/paths.ts';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import { openWorkbench, type Workbench } from '../bed/workbench.ts';
import { figuresOf, row } from './figures.ts';
import { seenInPage } from './inPage.ts';

const runs = 9;
const pickRow = '.quick-input-list .monaco-list-row';

/** What a person waits for, beside lists of a thousand rows that do nothing else, in the same VS Code and in turns. */
export async function profilesInWorkbench(indexAt: (revision: number) => string): Promise<void> {
	const userDataDir = scratchFolder('bench');
	const storage = join(userDataDir, 'server/data/User/globalStorage');
	const files = {
		profiles: join(storage, 'latchkey.latchkey-gemini/profiles.json'),
		plain: join(storage, 'latchkey-bench.plain-list/state.txt'),
	};
	const write = {
		profiles: (revision: number) => replace(files.profiles, indexAt(revision)),
		plain: (revision: number) => replace(files.plain, `revision ${revision}`),
	};
	write.profiles(0);
	write.plain(0);
	const workbench = await openWorkbench({
		userDataDir,
		extension: { developmentPath: root, neighbours: [join(import.meta.dirname, 'plainList')] },
	});
	try {
		// Start-up goes on for a while after the window can be used, and would be measured along.
		await workbench.page.waitForTimeout(5000);
		const lists = [
			{ name: 'Latchkey', view: 'Latchkey: Focus on Profiles View', row: 'Profile', write: write.profiles },
			{ name: 'plain list', view: 'Bench: Focus on Plain List View', row: 'Row', write: write.plain },
		];
		for (const { name, ...list } of lists) {
			await written(workbench, `${name}: file written, row new`, list);
			await chosen(workbench, `${name}: Enter on a row, it is “active”`, list);
		}
		const picks = [
			{ name: 'switch', key: 'Control+Alt+G', row: '[aria-label^="Profile "]', filter: 'Profile 777' },
			{ name: 'plain', key: 'Control+Alt+J', row: '[aria-label^="Row "]', filter: 'Row 777' },
			{ name: 'commands', key: 'F1', row: '', filter: '>Developer: Reload Window' },
		];
		await opened(workbench, picks);
	} finally {
		await workbench.close();
		removeScratch(userDataDir);
	}
}

/** As Latchkey does it: a watcher never sees half a file. */
function replace(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(`${file}.tmp`, text);
	renameSync(`${file}.tmp`, file);
}

type List = { readonly view: string; readonly row: string; readonly write: (revision: number) => void };

/** Another window has written: the way leads through VS Code's file watcher. */
async function written({ page, runCommand }: Workbench, name: string, { view, row: label, write }: List) {
	await runCommand(view);
	await page.locator(`.pane .monaco-list-row[aria-label^="${label} 9"]`).waitFor();
	// A view that was empty when it was shown does not take the focus.
	await runCommand(view);
	await page.locator('.pane .monaco-list:focus').waitFor();
	const times: number[] = [];
	for (let revision = 1; revision <= runs; revision++) {
		let start = Number.NaN;
		const selector = `.pane .monaco-list-row[aria-label*="revision ${revision}"]`;
		const { shown } = await seenInPage(page, { event: 'none', selector }, () => {
			start = performance.timeOrigin + performance.now();
			write(revision);
		});
		times.push(shown - start);
		await page.waitForTimeout(600);
	}
	console.log(row(name, figuresOf(times)));
}

/** A choice in this window: the tree is made anew, with no file watcher on the way. */
async function chosen({ page }: Workbench, name: string, { row: label }: List) {
	await page.keyboard.press('Home');
	const times: number[] = [];
	for (let run = 1; run <= runs; run++) {
		await page.keyboard.press('ArrowDown');
		await page.waitForTimeout(600);
		const selector = `.monaco-list-row.focused[aria-label^="${label} "][aria-label*="active"]`;
		const { event, shown } = await seenInPage(page, { event: 'keydown', selector }, () => page.keyboard.press('Enter'));
		times.push(shown - event);
		await page.waitForTimeout(600);
	}
	console.log(row(name, figuresOf(times)));
}

type Pick = { readonly name: string; readonly key: string; readonly row: string; readonly filter: string };

/** Opens each pick, types a whole filter at once, and leaves it, in turns. */
async function opened({ page, quickInput }: Workbench, picks: readonly Pick[]) {
	const times = picks.map(() => ({ open: [] as number[], filter: [] as number[] }));
	for (let run = 0; run < runs; run++) {
		for (const [index, { key, row: label, filter }] of picks.entries()) {
			const selector = `${pickRow}${label}`;
			const open = await seenInPage(page, { event: 'keydown', selector }, () => page.keyboard.press(key));
			times[index]?.open.push(open.shown - open.event);
			await page.waitForTimeout(600);
			const wanted = `${pickRow}[data-index="0"][aria-label^="${filter.replace('>', '')}"]`;
			await page.keyboard.press('ControlOrMeta+A');
			const found = await seenInPage(page, { event: 'input', selector: wanted }, () =>
				page.keyboard.insertText(filter),
			);
			times[index]?.filter.push(found.shown - found.event);
			await quickInput.cancel();
			await page.waitForTimeout(600);
		}
	}
	for (const [index, { name, key }] of picks.entries()) {
		const { open = [], filter = [] } = times[index] ?? {};
		console.log(row(`${name}: ${key}, rows there, first time`, figuresOf(open.slice(0, 1))));
		console.log(row(`${name}: ${key}, rows there`, figuresOf(open.slice(1))));
		console.log(row(`${name}: filter typed, its row there`, figuresOf(filter)));
	}
}
