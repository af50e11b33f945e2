import type { BrowserContext } from 'playwright-core';

/** Every message to and from a webview from now on, as JSON, in the order they are sent. */
export async function collectWebviewMessages(context: BrowserContext): Promise<readonly string[]> {
	const messages: string[] = [];
	await context.exposeFunction('noteMessage', (message: string) => messages.push(message));
	await context.addInitScript(noteMessages);
	return messages;
}

/**
 * Runs in every frame. A webview's outer frame talks to the workbench through a message port and to the inner one, which
 * holds the page, through its window. The workbench itself sends itself messages all the time and is left in peace.
 */
function noteMessages(): void {
	if (window === window.top) {
		return;
	}
	for (const sender of [MessagePort.prototype, window] as { postMessage: (...all: unknown[]) => void }[]) {
		const { postMessage } = sender;
		sender.postMessage = function (this: unknown, ...all: unknown[]) {
			try {
				// @ts-expect-error the function the test exposes
				noteMessage(JSON.stringify(all[0]) ?? '');
			} catch {
				// What cannot be written down as JSON is a port or a buffer of VS Code's own.
			}
			postMessage.apply(this, all);
		};
	}
}
