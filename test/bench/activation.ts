import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bed/paths.ts';
import { openWorkbench } from '../bed/workbench.ts';
import { figuresOf, row } from './figures.ts';

const starts = 5;
const here = import.meta.dirname;

/** Activation times as VS Code itself shows them, over several fresh starts, in the ways extensions are activated. */
export async function activation(): Promise<void> {
	const scratch = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
	try {
		console.log(`\nActivation in the real VS Code ("Show Running Extensions", ${starts} fresh starts each)`);
		await series('activated after start-up, as shipped', root, join(here, 'empty'));
		await series(
			'activated on demand, one after the other',
			onDemand(root, ['dist', 'media'], join(scratch, 'latchkey')),
			onDemand(join(here, 'empty'), ['extension.js'], join(scratch, 'empty')),
		);
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/** A copy of an extension that nothing activates by itself. */
function onDemand(folder: string, parts: readonly string[], copy: string): string {
	for (const part of [...parts, 'package.json']) {
		cpSync(join(folder, part), join(copy, part), { recursive: true });
	}
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	// Views and commands would still activate it; none of them is used here.
	writeFileSync(
		join(copy, 'package.json'),
		JSON.stringify({ ...manifest, displayName: manifest.name, activationEvents: [] }),
	);
	return copy;
}

async function series(title: string, latchkey: string, empty: string): Promise<void> {
	const times = new Map<string, number[]>();
	for (let start = 0; start < starts; start++) {
		for (const [name, time] of await oneStart(latchkey, empty)) {
			times.set(name, [...(times.get(name) ?? []), time]);
		}
	}
	console.log(` ${title}`);
	for (const [name, values] of times) {
		console.log(row(name, figuresOf(values)));
	}
}

const shown: readonly (readonly [RegExp, string])[] = [
	[/^(?:Latchkey for Gemini|latchkey-gemini)/, 'Latchkey for Gemini'],
	[/^GitHub Authentication/, 'github-authentication'],
	[/^Microsoft Account/, 'microsoft-authentication'],
	[/^(?:Empty extension|empty)/, 'an empty extension'],
];

async function oneStart(latchkey: string, empty: string): Promise<[string, number][]> {
	const workbench = await openWorkbench({
		extension: { developmentPath: latchkey, neighbours: [empty, join(here, 'driver')] },
		// All rows of the list at once, for which the modal editor is too small.
		viewport: { width: 1200, height: 3000 },
		settings: { 'workbench.editor.useModal': 'off' },
	});
	try {
		// Start-up goes on for a while after the window can be used, and would be measured along.
		await workbench.page.waitForTimeout(5000);
		await workbench.runCommand('Bench: Activate Extensions One by One');
		await workbench.waitForNotification('All extensions are active');
		await workbench.runCommand('Developer: Show Running Extensions');
		const rows = workbench.page.locator('.runtime-extensions-editor .monaco-list-row');
		await rows
			.filter({ hasText: /Activation: \d+ms/ })
			.first()
			.waitFor();
		const texts = await rows.evaluateAll((all) => all.map((each) => each.textContent ?? ''));
		return shown.flatMap(([pattern, name]): [string, number][] => {
			const time = /Activation: (\d+)ms/.exec(texts.find((text) => pattern.test(text)) ?? '')?.[1];
			if (time === undefined) {
				console.error(`  ${name} is not among the running extensions:\n${texts.join('\n')}`);
			}
			return time === undefined ? [] : [[name, Number(time)]];
		});
	} finally {
		await workbench.close();
	}
}
