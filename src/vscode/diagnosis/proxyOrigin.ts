import * as vscode from 'vscode';

/** Origin of the proxy that VS Code's settings name, without user and password; undefined where they name none or turn it off. */
export function proxyOrigin(): string | undefined {
	const settings = vscode.workspace.getConfiguration('http');
	const proxy = settings.get<string>('proxy');
	if (!proxy || settings.get('proxySupport') === 'off') {
		return undefined;
	}
	try {
		const { protocol, host } = new URL(proxy);
		return `${protocol}//${host}`;
	} catch {
		return undefined;
	}
}
