import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { withoutLinks } from '../plainText.ts';

/** Files of credentials have a few kilobytes; in bytes. What is longer is not even read. */
const largest = 128 * 1024;

/** Has a person choose a JSON file. Undefined where they chose none, or none that can be read, which is said. */
export async function chooseJsonFile(
	title: string,
): Promise<{ readonly file: vscode.Uri; readonly text: string } | undefined> {
	const [file] =
		(await vscode.window.showOpenDialog({ title, openLabel: l10n.t('Use'), filters: { JSON: ['json'] } })) ?? [];
	const text = file && (await readJsonFile(file));
	return file && text !== undefined ? { file, text } : undefined;
}

/** The text of a file that somebody pointed at. Undefined where it cannot be read, which is said. */
export async function readJsonFile(file: vscode.Uri): Promise<string | undefined> {
	try {
		const { size } = await vscode.workspace.fs.stat(file);
		if (size <= largest) {
			return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
		}
		sayRefused(l10n.t('The file is too large: one that holds a credential has a few kilobytes.'));
	} catch {
		sayRefused(l10n.t('The file could not be read.'));
	}
	return undefined;
}

/** Says what is wrong with a file. Its own words may stand in the message, and nothing of them becomes a link. */
export function sayRefused(message: string): void {
	void vscode.window.showErrorMessage(withoutLinks(message));
}
