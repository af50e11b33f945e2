/**
 * VS Code's own relay. It leads on to whatever address `state` is, with the answer's parameters added
 * (https://github.com/microsoft/vscode/blob/main/extensions/github-authentication/src/flows.ts).
 */
const vscodeRelays: readonly string[] = ['https://vscode.dev/redirect', 'https://insiders.vscode.dev/redirect'];

/**
 * A `state` from which a relay page learns where to lead the browser: the random part, then the editor's address
 * (docs/relay). The whole of it is compared when it comes back.
 */
export function relayState(random: string, callback: string, relay: string): string {
	if (vscodeRelays.includes(relay)) {
		return `${callback}${callback.includes('?') ? '&' : '?'}nonce=${random}`;
	}
	return `${random}.${btoa(callback).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}
