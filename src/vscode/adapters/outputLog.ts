import * as vscode from 'vscode';
import type { Log } from '../../core/ports.ts';

/**
 * VS Code's log channel of this extension, made when the first line is written, as is what makes a line fit for a log that is kept and
 * sent around: most windows never write one.
 */
export class OutputLog implements Log, vscode.Disposable {
	#made: vscode.LogOutputChannel | undefined;
	/** Lines stay in order. */
	#last: Promise<void> = Promise.resolve();

	get #channel(): vscode.LogOutputChannel {
		this.#made ??= vscode.window.createOutputChannel('Latchkey', { log: true });
		return this.#made;
	}

	info(message: string): void {
		this.#write('info', message);
	}

	warn(message: string): void {
		this.#write('warn', message);
	}

	show(): void {
		this.#channel.show();
	}

	dispose(): void {
		this.#made?.dispose();
	}

	#write(level: 'info' | 'warn', message: string): void {
		this.#last = this.#last.then(async () => {
			const { loggable } = await import('../../core/secrets/loggable.ts');
			this.#channel[level](loggable(message));
		});
	}
}
