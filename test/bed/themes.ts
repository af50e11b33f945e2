import type { Page } from 'playwright-core';
import { quickInput } from './quickInput.ts';
import { runCommand } from './runCommand.ts';
import { until } from './until.ts';

/** VS Code's own four looks: the setting's value, the name in the picker, the class the workbench then wears. */
const themes = {
	dark: { name: 'Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
	light: { name: 'Light Modern', label: 'Light Modern', className: 'vs' },
	'high-contrast': { name: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
	'high-contrast-light': { name: 'Default High Contrast Light', label: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

export function themeSettings(theme: Theme): Record<string, unknown> {
	return { 'workbench.colorTheme': themes[theme].name, 'window.autoDetectColorScheme': false };
}

/** Changes the theme the way a person does: VS Code does not always see its settings file change on disk. */
export async function pickTheme(page: Page, theme: Theme): Promise<void> {
	// A webview that had the focus takes it back as the palette closes, at times from the picker, which then closes too.
	await runCommand(page, 'View: Focus into Primary Side Bar');
	await runCommand(page, 'Preferences: Color Theme');
	const input = quickInput(page);
	await input.type(themes[theme].label);
	await input.pick(themes[theme].label);
	// Before any theme is loaded the workbench has a provisional class, without a theme's name beside it.
	const wanted = `.monaco-workbench.${themes[theme].className}[class*="vscode-theme-"]`;
	await until(`the theme ${theme}`, async () => (await page.locator(wanted).count()) > 0);
	await input.widget.first().waitFor({ state: 'hidden' });
}
