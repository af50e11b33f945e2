import * as vscode from 'vscode';
import type { Clock } from '../core/ports.ts';
import { whenSlow } from '../core/whenSlow.ts';

/**
 * Does work that the network or a keyring may hold up. Where it takes longer than a moment, a notification says so and
 * lets the person call it off, which aborts the signal; what then becomes of the work is up to itself.
 */
export function withCancel<T>(clock: Clock, title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const cancelling = new AbortController();
	return whenSlow(clock, work(cancelling.signal), (end) => {
		void vscode.window.withProgress(
			{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
			(_, token) => {
				token.onCancellationRequested(() => cancelling.abort());
				return end;
			},
		);
	});
}
