import * as vscode from 'vscode';
import { throughDoor } from '../../core/hosts/throughDoor.ts';
import { editorCallback } from '../../core/oauth/redirectAddress.ts';
import type { SignInEnvironment } from '../../core/oauth/redirectStrategies.ts';
import { emulatorDoor } from '../settings.ts';

/** Opens a page in the person's browser; false where there is none, or the address is not one that may be asked. */
export async function openInBrowser(url: string): Promise<boolean> {
	const target = addressInBrowser(url);
	// As a string, and not parsed: VS Code's Uri would decode the addresses nested in the query and tear them apart.
	return target !== undefined && (await vscode.env.openExternal(target as unknown as vscode.Uri));
}

/** What the browser is to open: the emulator's page where that stands in. Undefined where it may not be asked. */
export const addressInBrowser = (url: string): string | undefined => throughDoor(new URL(url), emulatorDoor())?.href;

/** The address of our URI handler as the browser reaches it. In the web it is another each time, and good for one answer. */
export const callbackAddress = async (): Promise<string> =>
	new URL((await vscode.env.asExternalUri(vscode.Uri.parse(editorCallback(vscode.env.uriScheme)))).toString(true)).href;

/** The address under which the browser reaches a port of the machine that Latchkey runs on. */
export const forwardedAddress = async (port: number): Promise<string> =>
	(await vscode.env.asExternalUri(vscode.Uri.parse(`http://127.0.0.1:${port}`))).toString(true);

export const signInEnvironment = async (canListen: boolean): Promise<SignInEnvironment> => ({
	ui: vscode.env.uiKind === vscode.UIKind.Desktop ? 'desktop' : 'web',
	isRemote: vscode.env.remoteName !== undefined,
	canListen,
	callback: await callbackAddress(),
});

/** An address that brings the editor to the front and does nothing else; none in the web, where the editor is a page itself. */
export const returnAddress = (): string | undefined =>
	vscode.env.uiKind === vscode.UIKind.Desktop
		? editorCallback(vscode.env.uriScheme).replace(/callback$/, 'return')
		: undefined;
