import type * as vscode from 'vscode';
import type { Disposable, SecretVault } from '../../core/ports.ts';

/** VS Code's SecretStorage as the vault. */
export const extensionSecrets = (secrets: vscode.SecretStorage): SecretVault => ({
	keys: () => secrets.keys(),
	get: (key) => secrets.get(key),
	store: (key, value) => secrets.store(key, value),
	delete: (key) => secrets.delete(key),
	onDidChange: (listener): Disposable => secrets.onDidChange(({ key }) => listener(key)),
});
