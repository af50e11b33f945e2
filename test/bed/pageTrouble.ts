import type { BrowserContext, ConsoleMessage } from 'playwright-core';

export interface PageTrouble {
	/** Errors on the console and uncaught ones, of the page and of every frame in it. */
	readonly consoleErrors: string[];
	readonly cspViolations: string[];
}

// What this VS Code says by itself in this bed, whatever extension runs. Each with its reason; everything else counts.
const noise: readonly RegExp[] = [
	// A module that signs the connection in Microsoft's own builds; the open one asks for it and goes on without.
	/Failed to load resource: .*\/node_modules\/vsda\/rust\/web\/vsda/,
	// Said at every reload: a browser page cannot wait for its own shutdown.
	/\[lifecycle\] Long running operations during shutdown are unsupported in the web/,
	// At a reload too: a last line of the workbench's own log comes after its database was closed.
	/Unable to write file 'vscode-log:.*IndexedDB database 'vscode-web-db' is closed/,
	// The page at which VS Code's server takes the answers of sign-ins names no icon, and the server has none by default.
	/Failed to load resource: .* 404 .*\/favicon\.ico:/,
	// Some parts of the workbench look for a GitHub sign-in, and the npm form of this VS Code brings no provider of it.
	/Timed out waiting for authentication provider 'github' to register/,
	// VS Code writes a setting like any document, and gives all extensions together so long: a busy machine takes longer.
	/Aborted onWillSaveTextDocument-event after 1750ms/,
];

/** Collects what goes wrong in any page of the browser, from now on. */
export function watchTrouble(context: BrowserContext): PageTrouble {
	const trouble: PageTrouble = { consoleErrors: [], cspViolations: [] };
	const note = (text: string) => {
		if (noise.some((known) => known.test(text))) return;
		// The browser itself reports violations here, also those in a webview, where no listener of ours would survive.
		if (/content security policy/i.test(text)) trouble.cspViolations.push(text);
		else trouble.consoleErrors.push(text);
	};
	context.on('console', (message) => {
		if (message.type() === 'error') note(`${message.text()}${where(message)}`);
	});
	context.on('weberror', (error) => note(`Uncaught: ${error.error().stack ?? error.error().message}`));
	return trouble;
}

function where(message: ConsoleMessage): string {
	const { url, lineNumber } = message.location();
	return url ? ` (${url.replace(/[?#].*/, '')}:${lineNumber})` : '';
}
