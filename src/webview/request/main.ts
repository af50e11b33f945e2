import * as l10n from '@vscode/l10n';
import { type FromPage, readToPage } from '../../core/panel/requestProtocol.ts';
import { RequestPage } from './requestPage.ts';

l10n.config({ contents: JSON.parse(document.body.dataset['l10n'] ?? '{}') });

/** What the page itself remembers while it is hidden: a prompt that was typed and not yet sent. */
const vscode = acquireVsCodeApi<{ readonly prompt: string }>();
const post = (message: FromPage) => vscode.postMessage(message);

const page = new RequestPage({
	post,
	prompt: vscode.getState()?.prompt ?? '',
	keepPrompt: (prompt) => vscode.setState({ prompt }),
});
document.body.append(page.element);

window.addEventListener('message', (event: MessageEvent<unknown>) => {
	const message = readToPage(event.data);
	if (message) {
		page.receive(message);
	}
});
post({ type: 'ready' });
void page.focus();
