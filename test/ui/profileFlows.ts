import type { Workbench } from '../bed/workbench.ts';
import { answer } from './answer.ts';
import { chooseFile } from './chooseFile.ts';

// The palette flows that add a profile, by keyboard. Each resolves when Latchkey has said that Gemini takes it.

/** Opens the palette flow of a method, as its row names it. */
export async function startAdding({ runCommand, quickInput }: Workbench, method: string): Promise<void> {
	await runCommand('Latchkey: Add Gemini Profile');
	await quickInput.pick(method);
}

/** Answers the last question of each flow. */
export async function nameProfile(workbench: Workbench, name: string): Promise<void> {
	await answer(workbench, 'Give the profile a name', name);
	await workbench.waitForNotification(`“${name}” is ready`);
}

/** With the content of a key file. */
export async function addServiceAccount(workbench: Workbench, name: string, keyJson: string): Promise<void> {
	const { quickInput } = workbench;
	await startAdding(workbench, 'Service Account');
	await quickInput.pick('Paste the File’s Content');
	await answer(workbench, 'Paste the whole content of the key file', keyJson);
	await quickInput.waitFor('How are tokens to be had?');
	await quickInput.pick('Ask Google for a Token');
	await nameProfile(workbench, name);
}

/** With what the search finds. */
export async function addDefaultCredentials(workbench: Workbench, name: string): Promise<void> {
	await startAdding(workbench, 'Application Default Credentials');
	await workbench.quickInput.pick('Use What Was Found');
	await nameProfile(workbench, name);
}

/** `source`: the profile whose token is used; `account`: mail address of the service account. */
export async function askForImpersonation(workbench: Workbench, source: string, account: string): Promise<void> {
	await startAdding(workbench, 'Impersonation');
	await workbench.quickInput.pick(source);
	await answer(workbench, 'Mail address of the service account', account);
	await workbench.quickInput.waitFor('Accounts in between');
	await workbench.quickInput.accept();
}

/** With the path of a configuration file. */
export async function addWorkloadIdentity(workbench: Workbench, name: string, file: string): Promise<void> {
	await startAdding(workbench, 'Workload Identity');
	await chooseFile(workbench, 'Choose the Configuration File', file);
	await workbench.quickInput.pick('Use This Configuration');
	await nameProfile(workbench, name);
}

/** With the name of an environment variable. */
export async function addKeyOfVariable(workbench: Workbench, name: string, variable: string): Promise<void> {
	await startAdding(workbench, 'API Key Kept Elsewhere');
	await workbench.quickInput.pick('Environment Variable');
	await answer(workbench, 'Name of the environment variable', variable);
	await nameProfile(workbench, name);
}

/** With the path of a `.env` file in the folder and the name of the key in it. */
export async function addKeyOfDotEnv(workbench: Workbench, name: string, file: string, key: string): Promise<void> {
	await startAdding(workbench, 'API Key Kept Elsewhere');
	await workbench.quickInput.pick('.env File');
	await answer(workbench, 'Path of the file', file);
	await answer(workbench, 'Name of the key in the file', key);
	await nameProfile(workbench, name);
}
