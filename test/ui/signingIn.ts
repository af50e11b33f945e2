import type { Page } from 'playwright-core';
import { until } from '../bed/until.ts';
import { copyEditor } from './copyEditor.ts';
import { type Latchkey, pressUntil } from './latchkey.ts';
import { addressLedTo, approve, type ConsentAnswer, nextTab } from './signInPages.ts';

/** From the palette to the first question of a new sign-in. */
export async function startSignIn({ workbench }: Latchkey): Promise<void> {
	const { quickInput, runCommand } = workbench;
	await runCommand('Latchkey: Sign In to Gemini');
	const another = 'Another Account or Client';
	const rows = await until('the first question', async () => {
		const shown = await quickInput.rows();
		return shown.some((row) => row.startsWith(another) || row.startsWith('Another Server')) && shown;
	});
	if (rows.some((row) => row.startsWith(another))) {
		await quickInput.pick(another);
	}
	await quickInput.waitFor('Who signs you in?');
}

/** Chooses Google and pastes the client's file; the question about scopes is open then. */
export async function enterGoogleClient({ workbench: { quickInput } }: Latchkey, clientJson: string): Promise<void> {
	await quickInput.pick('Google');
	await quickInput.pick('Paste the File’s Content');
	await quickInput.waitFor('Paste the whole content');
	await quickInput.type(clientJson);
	await quickInput.accept();
	await quickInput.waitFor('What may be done with this sign-in?');
}

/** Answers the last question as it stands; the tab that opens is answered. */
export async function leadToBrowser({ workbench }: Latchkey): Promise<Page> {
	const tab = nextTab(workbench.context);
	await workbench.quickInput.accept();
	return tab;
}

/** The whole palette flow of a new sign-in at Google, up to where the browser takes over. */
export async function signInAtGoogle(latchkey: Latchkey, clientId: string): Promise<Page> {
	await startSignIn(latchkey);
	await enterGoogleClient(latchkey, latchkey.emulator.oauth.clientJson(clientId));
	return leadToBrowser(latchkey);
}

/** Follows the link in the newest notification, by keyboard. */
export async function followNotificationLink({ workbench }: Latchkey, text: string): Promise<void> {
	await workbench.runCommand('Notifications: Focus Notification Toast');
	await pressUntil(workbench.page, 'Tab', workbench.page.locator('.notification-toast a:focus', { hasText: text }));
	await workbench.page.keyboard.press('Enter');
}

/** Gives up the way the one sign-in that waits goes, and takes another; the tab that opens then is answered. */
export async function takeAnotherWay(latchkey: Latchkey, label: string): Promise<Page> {
	const { workbench } = latchkey;
	if (!(await workbench.quickInput.widget.isVisible())) {
		await workbench.runCommand('Latchkey: Continue Sign-In…');
	}
	const tab = nextTab(workbench.context);
	await workbench.quickInput.pick(`Another way: ${label}`);
	return tab;
}

/** Sends a prompt with the profile in use, and expects it to be answered. */
export async function expectAnswer(latchkey: Latchkey): Promise<void> {
	const panel = await latchkey.openPanel();
	await panel.send('Hello');
	await panel.status('Answered');
	await latchkey.workbench.runCommand('View: Close All Editors');
}

/** A client of another server, as a person enters it. */
export type OtherClient = {
	readonly issuer: string;
	readonly baseUrl: string;
	readonly clientId: string;
	/** How the row begins that says which redirect address is registered. */
	readonly redirect: string;
	readonly scopes: string;
};

/** The whole palette flow of a new sign-in at another server, up to where the browser takes over. */
export async function signInElsewhere(latchkey: Latchkey, client: OtherClient): Promise<Page> {
	await startSignIn(latchkey);
	await enterOtherClient(latchkey, client);
	return leadToBrowser(latchkey);
}

async function enterOtherClient({ workbench: { quickInput } }: Latchkey, client: OtherClient): Promise<void> {
	const { issuer, baseUrl, clientId, redirect, scopes } = client;
	const enter = async (question: string, text: string) => {
		await quickInput.waitFor(question);
		await quickInput.type(text);
		await quickInput.accept();
	};
	await quickInput.pick('Another Server');
	await enter('Address of the issuer', issuer);
	await enter('Base URL of the gateway', baseUrl);
	await quickInput.pick('Type Client ID and Secret');
	// The list before it speaks of one too.
	await enter('Client ID (Press', clientId);
	await enter('or nothing where the client has none', '');
	await quickInput.pick(redirect);
	await quickInput.waitFor('Scopes, separated by spaces');
	await quickInput.type(scopes);
}

/** Signs in anew at Google with the Desktop client, by pasting the address. Any profile that comes of it is in use then. */
export async function signInByPasting(latchkey: Latchkey, answer: ConsentAnswer = {}): Promise<void> {
	const page = await signInAtGoogle(latchkey, latchkey.emulator.oauth.desktopClient.clientId);
	await pasteAnswer(latchkey, page, answer);
}

/** Answers the consent page of a sign-in that waits for the address, and pastes that, which is answered. */
export async function pasteAnswer({ workbench }: Latchkey, page: Page, answer: ConsentAnswer = {}): Promise<string> {
	const { quickInput } = workbench;
	await quickInput.waitFor('Paste the Answer');
	const address = await addressLedTo(page, () => approve(page, answer));
	await page.close();
	// The editor is what a person looks at again; without the focus it writes nothing down.
	await workbench.page.bringToFront();
	await quickInput.type(address);
	await quickInput.accept();
	const account = answer.account ?? 'ada@example.com';
	await workbench.waitForNotification(new RegExp(`“${account}[^”]*” is signed in|is signed in as ${account}`));
	await quickInput.widget.waitFor({ state: 'hidden' });
	return address;
}

/** The whole transcript. */
export async function readTranscript({ workbench }: Latchkey): Promise<string> {
	await workbench.runCommand('Latchkey: Show Sign-In Transcript');
	return copyEditor(workbench, (text) => text.includes('Secrets are left out.'));
}

/** Presses a button of the newest notification, by keyboard. */
export async function pressInNotification({ workbench: { page, runCommand } }: Latchkey, name: string): Promise<void> {
	await runCommand('Notifications: Focus Notification Toast');
	const toast = page.locator('.notification-toast').first();
	await toast.getByRole('button', { name, exact: true }).waitFor();
	await pressUntil(page, 'Tab', toast.locator('.monaco-button:focus', { hasText: name }));
	await page.keyboard.press('Enter');
}

/** Chooses “Sign Out…” in the profile's menu and agrees in the dialog, whose text it answers. */
export async function signOut(latchkey: Latchkey, profile: string): Promise<string> {
	const { page, screenshot } = latchkey.workbench;
	await latchkey.chooseFromMenu(profile, 'Sign Out…');
	const dialog = page.locator('.monaco-dialog-box').filter({ hasText: `Sign out of “${profile}”?` });
	await dialog.waitFor();
	await screenshot('signIn-sign-out');
	const text = (await dialog.textContent()) ?? '';
	await page.keyboard.press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	return text;
}
