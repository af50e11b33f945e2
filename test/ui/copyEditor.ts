import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';

/** All of the text in the editor that has the focus, copied by keyboard once it is whole: an editor draws only what is to be seen. */
export async function copyEditor({ page }: Workbench, isWhole: (text: string) => boolean): Promise<string> {
	await page.evaluate(() => navigator.clipboard.writeText(''));
	await page.locator('.editor-instance .view-lines').first().waitFor();
	return until('the whole text in the editor', async () => {
		await page.keyboard.press('ControlOrMeta+A');
		await page.keyboard.press('ControlOrMeta+C');
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		return isWhole(copied) && copied;
	});
}
