import type { Workbench } from '../bed/workbench.ts';

/** Answers the question that is open, or about to be, by typing. */
export async function answer({ quickInput }: Workbench, question: string, text: string): Promise<void> {
	await quickInput.waitFor(question);
	await quickInput.type(text);
	await quickInput.accept();
}

/** All that is asked about a key in Vault up to the token that opens it; for the rest what stands in the box is taken. */
export async function answerAboutVault(workbench: Workbench, origin: string, path: string): Promise<void> {
	await answer(workbench, 'Address of Vault', origin);
	await answer(workbench, 'Mount of the key/value engine', 'secret');
	await answer(workbench, 'Path of the secret', path);
	await answer(workbench, 'Which key of the secret', 'api_key');
	await answer(workbench, 'Version of the secret', '');
	await answer(workbench, 'Namespace', '');
}
