import * as vscode from 'vscode';

const scope = (name) => `https://www.googleapis.com/auth/${name}`;
const usual = [scope('cloud-platform')];
const more = [...usual, scope('generative-language.tuning')];

/** Another extension, as somebody else would write it: it knows the id of the provider, and Google's scopes. */
export function activate({ subscriptions }) {
	subscriptions.push(
		vscode.commands.registerCommand('consumer.ask', () => ask(usual, { createIfNone: true })),
		vscode.commands.registerCommand('consumer.askMore', () => ask(more, { createIfNone: true })),
		vscode.commands.registerCommand('consumer.askMoreOfAccount', async () => {
			const [account] = await vscode.authentication.getAccounts('latchkey-gemini');
			await ask(more, { createIfNone: true, account });
		}),
		vscode.commands.registerCommand('consumer.askQuietly', () => ask(usual, { silent: true })),
	);
}

async function ask(scopes, options) {
	try {
		const session = await vscode.authentication.getSession('latchkey-gemini', scopes, options);
		void vscode.window.showInformationMessage(session ? await whatItIsGoodFor(session) : 'There is no session.');
	} catch (error) {
		void vscode.window.showWarningMessage(`No session: ${error.message}`);
	}
}

async function whatItIsGoodFor({ account, accessToken }) {
	const hosts = vscode.workspace.getConfiguration('latchkey').get('emulator');
	const response = await fetch(`${hosts['generativelanguage.googleapis.com']}/v1beta/models`, {
		headers: { authorization: `Bearer ${accessToken}` },
	});
	return `${account.label}: a token of ${accessToken.length} characters, which Gemini answers with ${response.status}.`;
}
