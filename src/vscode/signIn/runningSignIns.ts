import * as vscode from 'vscode';
import { contextKeys } from '../../core/ids.ts';
import type { Way } from '../../core/oauth/redirectStrategies.ts';
import type { WaitingSignIn } from '../../core/oauth/waitingSignIn.ts';

/** A sign-in a person has begun, whichever way it goes at the moment. */
export type RunningSignIn = {
	readonly id: string;
	/** Such as `Google` or `Work`. */
	readonly name: string;
	readonly ways: readonly Way[];
	readonly waiting: WaitingSignIn;
	/** Gives the way up and takes another. */
	readonly switchTo: (way: Way) => void;
};

/** The sign-ins of this window that wait for the browser, so that a command can go on with each of them. */
export class RunningSignIns {
	readonly #running = new Map<string, RunningSignIn>();

	get all(): readonly RunningSignIn[] {
		return [...this.#running.values()];
	}

	find(id: unknown): RunningSignIn | undefined {
		return typeof id === 'string' ? this.#running.get(id) : undefined;
	}

	/** Known until `end`; one with the same id takes its place. */
	add(signIn: RunningSignIn): void {
		this.#running.set(signIn.id, signIn);
		this.#tell();
	}

	end(id: string): void {
		this.#running.delete(id);
		this.#tell();
	}

	#tell(): void {
		void vscode.commands.executeCommand('setContext', contextKeys.isSigningIn, this.#running.size > 0);
	}
}
