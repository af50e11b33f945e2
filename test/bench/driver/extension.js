// Activates on demand, one after the other, what the bench compares. VS Code notes the times itself.
const vscode = require('vscode');

const ids = [
	'latchkey-bench.empty',
	'latchkey.latchkey-gemini',
	'vscode.microsoft-authentication',
	'vscode.github-authentication',
];

exports.activate = (context) => {
	context.subscriptions.push(
		vscode.commands.registerCommand('latchkey-bench.activate', async () => {
			for (const id of ids) {
				await vscode.extensions.getExtension(id)?.activate();
			}
			await vscode.window.showInformationMessage('All extensions are active.');
		}),
	);
};
