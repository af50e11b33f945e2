import * as vscode from 'vscode';
import type { Log } from '../../core/ports.ts';
import { redact } from '../../core/secrets/redact.ts';

/** VS Code's log channel of this extension, made when the first line is written: most windows never write one. */
export class OutputLog implements Log, vscode.Disposable {
	#made: vscode.LogOutputChannel | undefined;

	get #channel(): vscode.LogOutputChannel {
		this.#made ??= vscode.window.createOutputChannel('Latchkey', { log: true });
		return this.#made;
	}

	info(message: string): void {
		this.#channel.info(redact(message));
	}

	warn(message: string): void {
		this.#channel.warn(redact(message));
	}

	show(): void {
		this.#channel.show();
	}

	dispose(): void {
		this.#made?.dispose();
	}
}
