import type { OwnServer } from './ownServer.ts';

/** A machine's credentials as a person enters them; `method` is how the row begins that says what they are. */
export type Machine = { readonly id: string; readonly method: string; readonly secret: string };

export async function enter({ latchkey }: OwnServer, question: string, text: string): Promise<void> {
	const { quickInput } = latchkey.workbench;
	await quickInput.waitFor(question);
	await quickInput.type(text);
	await quickInput.accept();
}

export async function startAddingMachine({ latchkey: { workbench } }: OwnServer): Promise<void> {
	await workbench.runCommand('Latchkey: Add Gemini Profile');
	await workbench.quickInput.pick('Client Credentials');
	await workbench.quickInput.waitFor('Where are tokens to be had?');
}

/** The palette flow up to the further parameters, which are still to be accepted. */
export async function enterMachine(own: OwnServer, { id, method, secret }: Machine): Promise<void> {
	const { quickInput } = own.latchkey.workbench;
	await startAddingMachine(own);
	await quickInput.pick('By the Issuer’s Address');
	await enter(own, 'Address of the issuer', own.provider.issuer);
	await enter(own, 'Base URL of the gateway', own.gateway.origin);
	await enter(own, 'Client ID', id);
	await quickInput.pick(method);
	await enter(own, 'It goes to VS Code’s secret storage', secret);
	await enter(own, 'Nothing where the server wants none', '');
	await quickInput.waitFor('Further parameters of the token request');
}

/** The whole palette flow, with a profile at its end that is in use. */
export async function addMachine(own: OwnServer, machine: Machine, name: string): Promise<void> {
	const { workbench } = own.latchkey;
	await enterMachine(own, machine);
	await workbench.quickInput.accept();
	await enter(own, 'The server gave a token. Give the profile a name.', name);
	await workbench.waitForNotification(`Profile “${name}” is ready.`);
}
