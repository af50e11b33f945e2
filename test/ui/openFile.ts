import type { Workbench } from '../bed/workbench.ts';

/** Opens a file of the folder by keyboard, with the cursor at its beginning. */
export async function openFile({ page, quickInput }: Workbench, name: string): Promise<void> {
	await page.keyboard.press('ControlOrMeta+P');
	await quickInput.type(name);
	await quickInput.pick(name);
	await page.locator('.monaco-editor.focused').waitFor();
	// VS Code opens a file where it was left.
	await page.keyboard.press('ControlOrMeta+Home');
}
