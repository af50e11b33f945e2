import * as l10n from '@vscode/l10n';
import { type FromPage, readToPage } from '../../core/panel/requestProtocol.ts';
import type { SavedPanel } from '../../core/panel/savedPanel.ts';
import { RequestPage } from './requestPage.ts';
import { scrollBackTo } from './scrollBackTo.ts';

l10n.config({ contents: JSON.parse(document.body.dataset['l10n'] ?? '{}') });

/** What VS Code keeps for this page, and after a reload of the window hands to the extension too. */
type Kept = SavedPanel & { readonly scroll: number };

/** Not with every key and every piece of an answer, of which there may be much. In milliseconds. */
const saveAfter = 200;

const vscode = acquireVsCodeApi<Kept>();
const post = (message: FromPage) => vscode.postMessage(message);
const kept = vscode.getState();
let timer: ReturnType<typeof setTimeout> | undefined;

const page = new RequestPage({
	post,
	saved: kept ?? {},
	changed: () => {
		timer ??= setTimeout(save, saveAfter);
	},
});

function save(): void {
	clearTimeout(timer);
	timer = undefined;
	vscode.setState({ ...page.saved, scroll: document.documentElement.scrollTop });
}

// A person who leaves the page is quicker than any timer.
window.addEventListener('blur', save);
document.addEventListener('visibilitychange', save);
document.addEventListener('scroll', () => {
	timer ??= setTimeout(save, saveAfter);
});

document.body.append(page.element);
window.addEventListener('message', (event: MessageEvent<unknown>) => {
	const message = readToPage(event.data);
	if (message) {
		page.receive(message);
	}
});
scrollBackTo(kept?.scroll ?? 0, page.element);
post({ type: 'ready' });
page.focus();
