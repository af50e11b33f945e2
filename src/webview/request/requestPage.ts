import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import * as l10n from '@vscode/l10n';
import type { FromPage, RequestPanelState, ToPage } from '../../core/panel/requestProtocol.ts';
import { element, labelled } from '../dom.ts';
import { AnswerBlock } from './answerBlock.ts';
import { failureBlock } from './failureBlock.ts';
import { ModelField } from './modelField.ts';
import { profileLine } from './profileLine.ts';

type Doors = {
	readonly post: (message: FromPage) => void;
	readonly prompt: string;
	readonly keepPrompt: (prompt: string) => void;
};

/** The whole page: who sends, what is sent, and what came back. */
export class RequestPage {
	readonly element: HTMLElement;
	readonly #doors: Doors;
	readonly #profile = element('div', { className: 'profile' });
	readonly #model: ModelField;
	readonly #prompt: HTMLElementTagNameMap['vscode-textarea'];
	readonly #send: HTMLElementTagNameMap['vscode-button'];
	readonly #stop: HTMLElementTagNameMap['vscode-button'];
	readonly #answer = new AnswerBlock();
	#profileShown = '';
	#state: RequestPanelState = { models: [], model: '' };

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#model = new ModelField();
		this.#prompt = element('vscode-textarea', {
			label: l10n.t('Prompt'),
			placeholder: l10n.t('Ask Gemini something. {0} sends, Esc stops.', sendKeys),
			rows: 6,
			resize: 'vertical',
			value: doors.prompt,
		});
		this.#prompt.addEventListener('input', () => doors.keepPrompt(this.#prompt.value));
		this.#send = element('vscode-button', { onclick: () => this.#sendPrompt() }, l10n.t('Send'));
		this.#stop = element('vscode-button', { secondary: true, onclick: () => this.#stopTurn() }, l10n.t('Stop'));
		this.element = element(
			'main',
			{},
			element('h1', { className: 'spoken' }, l10n.t('Gemini Request')),
			this.#profile,
			this.#model.element,
			labelled(l10n.t('Prompt'), this.#prompt),
			element('div', { className: 'actions' }, this.#send, this.#stop),
			this.#answer.element,
		);
		document.addEventListener('keydown', (event) => this.#onKey(event), { capture: true });
		this.#draw();
	}

	/** Puts the cursor where a person wants to type. */
	async focus(): Promise<void> {
		await this.#prompt.updateComplete;
		this.#prompt.focus();
	}

	receive(message: ToPage): void {
		switch (message.type) {
			case 'text':
				this.#answer.append(message.turn, message.text);
				return;
			case 'state':
			case 'finished':
				this.#state = message.state;
				this.#draw();
		}
	}

	get #isRunning(): boolean {
		return this.#state.turn !== undefined && this.#state.turn.end === undefined;
	}

	#draw(): void {
		const { profile, problem, models, model, turn } = this.#state;
		const shown = JSON.stringify([problem, profile]);
		if (shown !== this.#profileShown) {
			this.#profileShown = shown;
			this.#profile.replaceChildren(
				problem ? failureBlock(problem) : profileLine(profile, () => this.#doors.post({ type: 'chooseProfile' })),
			);
		}
		this.#model.show(models, model);
		this.#send.disabled = this.#isRunning;
		this.#stop.disabled = !this.#isRunning;
		this.#answer.show(turn);
	}

	#onKey(event: KeyboardEvent): void {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
			event.preventDefault();
			event.stopPropagation();
			// A key held down is one wish, not twenty requests.
			if (!event.repeat) {
				this.#sendPrompt();
			}
		} else if (event.key === 'Escape' && this.#isRunning) {
			this.#stopTurn();
		}
	}

	#sendPrompt(): void {
		const prompt = this.#prompt.value;
		if (this.#send.disabled) {
			return;
		}
		if (prompt.trim() === '') {
			this.#answer.say(l10n.t('Type a prompt first.'));
			this.#prompt.focus();
			return;
		}
		this.#doors.post({ type: 'send', prompt, model: this.#model.value });
		// Until the extension says that the turn is over: a second one would take the place of what is coming.
		this.#send.disabled = true;
	}

	#stopTurn(): void {
		this.#doors.post({ type: 'stop' });
		this.#prompt.focus();
	}
}

const sendKeys = /mac/i.test(navigator.userAgent) ? '⌘↩' : 'Ctrl+Enter';
