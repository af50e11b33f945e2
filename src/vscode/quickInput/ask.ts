import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { together } from '../../core/disposable.ts';
import type { Disposable } from '../../core/ports.ts';
import { plainText, withoutLinks } from '../plainText.ts';

type Frame = {
	readonly title: string;
	/** From 1; absent where a question stands alone. */
	readonly step?: number;
	readonly totalSteps?: number;
	readonly canGoBack: boolean;
};

export type TextQuestion = Frame & {
	readonly prompt: string;
	readonly placeholder?: string;
	readonly value: string;
	readonly password: boolean;
	readonly buttons?: readonly (vscode.QuickInputButton & { readonly press: () => void })[];
	/**
	 * Judges an accepted text; the box stays open and busy until it is done. A message refuses the text and stays in
	 * the box; undefined takes it. The signal is aborted when the person leaves the box.
	 */
	readonly accept: (text: string, signal: AbortSignal) => Promise<string | undefined>;
	/** Closes the box when it has come another way. */
	readonly until?: Promise<unknown>;
};

/** `back`: the person asked for the step before; `left`: they closed the box. */
export type Asked<T> = { readonly value: T } | 'back' | 'left';

/** Asks for one line of text. */
export function askText(question: TextQuestion): Promise<Asked<string>> {
	const box = vscode.window.createInputBox();
	frame(box, question);
	box.prompt = withoutLinks(question.prompt);
	box.placeholder = question.placeholder ?? '';
	box.value = question.value;
	box.password = question.password;
	box.buttons = [...(question.canGoBack ? [vscode.QuickInputButtons.Back] : []), ...(question.buttons ?? [])];
	const leaving = new AbortController();
	return new Promise((resolve) => {
		const end = ending(box, resolve, () => leaving.abort());
		end.on(
			box.onDidTriggerButton((button) =>
				// What is being saved cannot be gone back from.
				button === vscode.QuickInputButtons.Back
					? box.busy || end('back')
					: question.buttons?.find((each) => each === button)?.press(),
			),
			box.onDidChangeValue(() => {
				box.validationMessage = undefined;
			}),
			box.onDidAccept(async () => {
				if (box.busy) {
					return;
				}
				const value = box.value;
				box.validationMessage = undefined;
				box.busy = true;
				box.enabled = false;
				const refusal = await question.accept(value, leaving.signal).catch(refusalOfFault);
				if (leaving.signal.aborted) {
					return;
				}
				box.busy = false;
				box.enabled = true;
				if (refusal === undefined) {
					end({ value });
				} else {
					box.validationMessage = withoutLinks(refusal);
				}
			}),
		);
		void question.until?.then(() => end('left'));
		box.show();
	});
}

/** A fault in Latchkey itself must not leave the box busy for ever. Its text may hold anything, so only its name is told. */
const refusalOfFault = (error: unknown): string =>
	l10n.t('Something went wrong in Latchkey itself ({0}). Try again.', error instanceof Error ? error.name : 'Error');

export type Choice<T> = vscode.QuickPickItem & { readonly value: T };

export type ChoiceQuestion<T> = Frame & {
	readonly prompt?: string;
	readonly choices: readonly Choice<T>[];
	/** The choice that Enter takes; the first by default. */
	readonly active?: Choice<T> | undefined;
};

/** Asks for one of several choices. */
export function askChoice<T>(question: ChoiceQuestion<T>): Promise<Asked<T>> {
	const pick = vscode.window.createQuickPick<Choice<T>>();
	frame(pick, question);
	pick.prompt = question.prompt && withoutLinks(question.prompt);
	pick.matchOnDescription = true;
	pick.items = question.choices;
	pick.activeItems = question.active ? [question.active] : question.choices.slice(0, 1);
	pick.buttons = question.canGoBack ? [vscode.QuickInputButtons.Back] : [];
	return new Promise((resolve) => {
		const end = ending(pick, resolve);
		end.on(
			pick.onDidTriggerButton(() => end('back')),
			pick.onDidAccept(() => {
				const [chosen] = pick.selectedItems;
				if (chosen) {
					end({ value: chosen.value });
				}
			}),
		);
		pick.show();
	});
}

export type ChoicesQuestion<T> = Frame & {
	readonly prompt?: string;
	readonly choices: readonly Choice<T>[];
	readonly chosen: readonly Choice<T>[];
};

/** Asks for any number of several choices. */
export function askChoices<T>(question: ChoicesQuestion<T>): Promise<Asked<readonly T[]>> {
	const pick = vscode.window.createQuickPick<Choice<T>>();
	frame(pick, question);
	pick.prompt = question.prompt && withoutLinks(question.prompt);
	pick.canSelectMany = true;
	pick.matchOnDetail = true;
	pick.items = question.choices;
	pick.selectedItems = question.chosen;
	pick.buttons = question.canGoBack ? [vscode.QuickInputButtons.Back] : [];
	return new Promise((resolve) => {
		const end = ending(pick, resolve);
		end.on(
			pick.onDidTriggerButton(() => end('back')),
			pick.onDidAccept(() => end({ value: pick.selectedItems.map(({ value }) => value) })),
		);
		pick.show();
	});
}

function frame(input: vscode.QuickInput, { title, step, totalSteps }: Frame): void {
	input.title = plainText(title);
	input.step = step;
	input.totalSteps = totalSteps;
	// A person goes to their browser to fetch a key, and must find the box open when they come back.
	input.ignoreFocusOut = true;
}

/** Ends the question once, whichever way; hiding it by any other means counts as leaving. */
function ending<T>(input: vscode.QuickInput, resolve: (asked: Asked<T>) => void, onEnd: () => void = () => undefined) {
	const listeners: Disposable[] = [];
	let isOver = false;
	const end = (asked: Asked<T>) => {
		if (isOver) {
			return;
		}
		isOver = true;
		together(listeners).dispose();
		onEnd();
		input.dispose();
		resolve(asked);
	};
	listeners.push(input.onDidHide(() => end('left')));
	return Object.assign(end, { on: (...more: readonly Disposable[]) => void listeners.push(...more) });
}
