import { until } from '../bed/until.ts';
import type { Workbench } from '../bed/workbench.ts';

/** Picks `row`, and then `file` in VS Code's own file dialog, a quick input as well. */
export async function chooseFile(workbench: Workbench, row: string, file: string): Promise<void> {
	await workbench.quickInput.pick(row);
	await enterFile(workbench, file);
}

/** Enters `file` in the file dialog that is open or about to be. */
export async function enterFile({ quickInput }: Workbench, file: string): Promise<void> {
	const box = quickInput.widget.locator('.quick-input-box input');
	const isOpen = async (): Promise<boolean> =>
		(await box.evaluateAll((all) => (all[0] as HTMLInputElement | undefined)?.value))?.startsWith('/') ?? false;
	const soon = (ask: () => Promise<boolean>) => until('it', ask, { timeoutMs: 3000 }).catch(() => false);
	const name = file.slice(file.lastIndexOf('/') + 1);
	await until('the file dialog', isOpen);
	// The dialog lists folders while it is typed in, and at times takes an Enter for a row that it has just put first:
	// a person looks and enters the file again.
	await until('the file to be taken', async () => {
		await quickInput.type(file);
		if (!(await soon(async () => (await quickInput.rows()).includes(name)))) return false;
		await quickInput.accept();
		return await soon(async () => !(await isOpen()));
	});
}
