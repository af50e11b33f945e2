import type { Workbench } from '../bed/workbench.ts';

/** Waits until VS Code's settings are open with this one among those shown, and leaves them. */
export async function expectSetting({ page }: Workbench, id: string): Promise<void> {
	const settings = page.locator('.settings-editor');
	await settings.locator(`[data-key="${id}"]`).first().waitFor();
	// They are a box over the window, or an editor in it, by the version of VS Code.
	const box = page.locator('.monaco-modal-editor-block');
	await page.keyboard.press((await box.isVisible()) ? 'Escape' : 'ControlOrMeta+F4');
	await settings.waitFor({ state: 'hidden' });
}
