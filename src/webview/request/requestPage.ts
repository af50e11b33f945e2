import * as l10n from '@vscode/l10n';
import { abilitiesOf } from '../../core/gemini/abilities.ts';
import { type DraftFields, emptyFields, type FieldFault } from '../../core/panel/draftFields.ts';
import { faultOfFields } from '../../core/panel/fieldFaults.ts';
import type { FromPage, RequestPanelState, ToPage } from '../../core/panel/requestProtocol.ts';
import type { SavedPanel } from '../../core/panel/savedPanel.ts';
import { element, labelled } from '../dom.ts';
import { AnswerBlock } from './answerBlock.ts';
import { commandButton } from './commandButton.ts';
import { ConversationBlock } from './conversationBlock.ts';
import { ConversationChoice } from './conversationChoice.ts';
import { Cures } from './cures.ts';
import { type FailureDoors, failureBlock } from './failureBlock.ts';
import { FilesField } from './filesField.ts';
import { ModelField } from './modelField.ts';
import { modelLine } from './modelLine.ts';
import { MoreSettings } from './moreSettings.ts';
import { plainButton } from './plainButton.ts';
import { profileLine } from './profileLine.ts';
import { SettingsFields } from './settingsFields.ts';
import { TokenCountLine } from './tokenCountLine.ts';
import { UsageLines } from './usageLines.ts';

type Doors = {
	readonly post: (message: FromPage) => void;
	/** What this page had saved before it was loaded anew. */
	readonly saved: Partial<SavedPanel>;
	/** Something that is to be saved has changed. */
	readonly changed: () => void;
};

/** The whole page: who sends, what is sent, and what came back. */
export class RequestPage {
	readonly element: HTMLElement;
	readonly #doors: Doors;
	readonly #profile = element('div', {});
	readonly #used = new UsageLines();
	readonly #model = new ModelField();
	readonly #modelLine = element('span', { className: 'quiet hint model-line' });
	readonly #settings = new SettingsFields();
	readonly #more = new MoreSettings();
	readonly #files: FilesField;
	readonly #tokens: TokenCountLine;
	readonly #system: HTMLTextAreaElement;
	readonly #systemFold: HTMLDetailsElement;
	readonly #prompt: HTMLTextAreaElement;
	readonly #send: HTMLButtonElement;
	readonly #stop: HTMLButtonElement;
	readonly #conversation = new ConversationBlock();
	readonly #goesOn = new ConversationChoice();
	readonly #answer: AnswerBlock;
	readonly #cures: Cures;
	#profileShown = '';
	/** The model, with what is known of it, that the settings were offered for last. */
	#fitted = '';
	#taken: string;
	/** The extension has been told that something was typed since the last prompt. */
	#isEdited = false;
	#state: RequestPanelState = {
		models: [],
		modelFacts: [],
		proposedModel: '',
		notes: [],
		isEmulated: false,
		countsTokens: false,
		earlier: [],
	};

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#taken = doors.saved.taken ?? '';
		this.#prompt = element('textarea', {
			ariaLabel: l10n.t('Prompt'),
			placeholder: l10n.t('Ask Gemini something. {0} sends, Esc stops.', sendKeys),
			rows: 6,
		});
		this.#system = element('textarea', {
			ariaLabel: l10n.t('System instruction'),
			placeholder: l10n.t('Who the model is to be and how it is to answer. Left empty, none is sent.'),
			rows: 3,
		});
		this.#systemFold = element(
			'details',
			{ className: 'fold system' },
			element('summary', {}, l10n.t('System instruction')),
			this.#system,
		);
		this.#send = commandButton(l10n.t('Send'), () => this.#sendPrompt());
		this.#stop = commandButton(l10n.t('Stop'), () => this.#stopTurn(), true);
		this.#cures = new Cures({
			fields: () => this.#fields,
			change: (fields) => {
				this.#fields = { ...this.#fields, ...fields };
				this.#onEdit();
			},
			send: () => this.#sendPrompt(),
			post: (remedy) => doors.post({ type: 'cure', remedy }),
			say: (fault) => this.#sayFault(fault),
			focusModel: () => this.#model.focus(),
			lacksLevel: (level) => this.#settings.lacksLevel(level),
			selectEndOfPrompt: (share) => this.#selectEndOfPrompt(share),
		});
		this.#answer = new AnswerBlock({ ...this.#failureDoors, askDetails: () => doors.post({ type: 'details' }) });
		this.#files = new FilesField({
			addFiles: () => doors.post({ type: 'addFiles' }),
			changed: () => this.#onEdit(),
		});
		this.#tokens = new TokenCountLine({
			ask: (count) => doors.post({ type: 'count', count, fields: this.#fields }),
			size: () => (this.#prompt.value.trim() === '' ? 0 : sizeOf(this.#fields)),
		});
		this.#model.element.append(this.#modelLine);
		this.element = element(
			'main',
			{},
			element('h1', { className: 'spoken' }, l10n.t('Gemini Request')),
			this.#profile,
			this.#used.element,
			element('div', { className: 'settings' }, this.#model.element, ...this.#settings.elements),
			this.#systemFold,
			this.#more.element,
			labelled(l10n.t('Prompt'), element('div', { className: 'prompt' }, this.#prompt)),
			this.#files.element,
			element(
				'div',
				{ className: 'actions' },
				this.#send,
				this.#stop,
				this.#goesOn.element,
				this.#tokens.element,
				element('span', { className: 'gap' }),
				plainButton(l10n.t('Copy As…'), () => this.#copyAs()),
				plainButton(l10n.t('Paste Request'), () => doors.post({ type: 'paste' })),
			),
			this.#conversation.element,
			this.#answer.element,
		);
		this.#fields = doors.saved.fields ?? emptyFields;
		this.element.addEventListener('input', () => this.#onEdit());
		this.element.addEventListener('change', () => this.#onEdit());
		this.#model.element.addEventListener('focusout', () => this.#fit());
		this.#takeTransfers();
		document.addEventListener('keydown', (event) => this.#onKey(event), { capture: true });
		this.#draw();
	}

	/** What is to be found again after a reload. */
	get saved(): SavedPanel {
		const { turn, earlier } = this.#state;
		return {
			fields: keptOf(this.#fields),
			taken: this.#taken,
			earlier,
			...(turn ? { turn: this.#answer.complete(turn) } : {}),
		};
	}

	/** Puts the cursor where a person wants to type. */
	focus(): void {
		this.#prompt.focus();
	}

	receive(message: ToPage): void {
		switch (message.type) {
			case 'text':
				this.#answer.append(message.turn, message.text);
				break;
			case 'thought':
				this.#answer.appendThought(message.turn, message.text);
				break;
			case 'other':
				this.#answer.appendOther(message.turn, message.candidate, message.text);
				break;
			case 'extras':
				this.#answer.appendExtras(message.turn, message.extras);
				break;
			case 'details':
				this.#answer.showDetails(message.turn, message.details);
				return;
			case 'copyAs':
				this.#copyAs();
				break;
			case 'attach':
				this.#files.add(message.attachments, message.refused);
				break;
			case 'state':
			case 'finished':
				this.#state = message.state;
				this.#takeDraft();
				this.#draw();
		}
		this.#doors.changed();
	}

	get #fields(): DraftFields {
		return {
			prompt: this.#prompt.value,
			system: this.#system.value,
			model: this.#model.value,
			...this.#settings.values,
			conversation: this.#goesOn.value,
			...this.#more.values,
			attachments: this.#files.value,
		};
	}

	set #fields(fields: DraftFields) {
		this.#prompt.value = fields.prompt;
		this.#system.value = fields.system;
		this.#systemFold.open = fields.system !== '';
		this.#model.value = fields.model;
		this.#settings.values = fields;
		this.#goesOn.value = fields.conversation;
		this.#more.values = fields;
		this.#files.value = fields.attachments;
		this.#fit(true);
	}

	get #failureDoors(): FailureDoors {
		return {
			cure: (remedy) => this.#cures.carryOut(remedy),
			labelNow: (remedy) => this.#cures.labelOf(remedy),
			explain: () => this.#doors.post({ type: 'explain' }),
		};
	}

	get #isRunning(): boolean {
		return this.#state.turn !== undefined && this.#state.turn.end === undefined;
	}

	/** Fields that the extension fills in, each time once. */
	#takeDraft(): void {
		const { draft } = this.#state;
		if (draft && draft.version !== this.#taken) {
			this.#taken = draft.version;
			this.#isEdited = false;
			this.#fields = draft.fields;
		}
	}

	#draw(): void {
		const { profile, problem, notes, used, isEmulated, models, proposedModel, earlier, turn } = this.#state;
		const shown = JSON.stringify([problem, profile, notes, used?.notes, isEmulated]);
		if (shown !== this.#profileShown) {
			this.#profileShown = shown;
			const doors = {
				chooseProfile: () => this.#doors.post({ type: 'chooseProfile' }),
				chooseTarget: () => this.#doors.post({ type: 'chooseTarget' }),
			};
			this.#profile.replaceChildren(
				problem ? failureBlock(problem, this.#failureDoors) : profileLine(this.#state, doors),
			);
		}
		this.#used.show(profile ? (used?.lines ?? []) : []);
		this.#model.show(models, proposedModel);
		this.#fit();
		this.#tokens.show(this.#state);
		this.#send.disabled = this.#isRunning;
		this.#stop.disabled = !this.#isRunning;
		this.#conversation.show(earlier);
		this.#goesOn.show(earlier.length + (turn?.answer ? 1 : 0));
		this.#answer.show(turn);
	}

	/** Offers the settings that the model has. `anew`: also where it is the one of before, since other values stand there. */
	#fit(anew = false): void {
		const model = this.#model.value || this.#state.proposedModel;
		const facts = this.#state.modelFacts.find(({ id }) => id === model.replace(/^models\//, ''));
		const fitted = JSON.stringify([model, facts]);
		if (anew || fitted !== this.#fitted) {
			this.#fitted = fitted;
			const abilities = abilitiesOf(model, facts);
			this.#settings.offerFor(abilities);
			this.#more.offerFor(abilities.thinking.kind !== 'none');
			this.#modelLine.textContent = modelLine(abilities);
		}
	}

	/** Files come by pasting and dropping too. VS Code lets a drop into a page through while Shift is held. */
	#takeTransfers(): void {
		this.element.addEventListener('paste', (event) => {
			if (this.#files.take(event.clipboardData)) {
				event.preventDefault();
			}
		});
		document.addEventListener('dragover', (event) => event.preventDefault());
		document.addEventListener('drop', (event) => {
			// What a browser does with a dropped file is to open it in place of the page.
			if (this.#files.take(event.dataTransfer)) {
				event.preventDefault();
			}
		});
	}

	#onEdit(): void {
		this.#settings.show(undefined);
		this.#more.show(undefined);
		this.#tokens.onEdit();
		if (this.#state.models.includes(this.#model.value)) {
			this.#fit();
		}
		if (!this.#isEdited) {
			this.#isEdited = true;
			this.#doors.post({ type: 'edited' });
		}
		this.#doors.changed();
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
		if (this.#send.disabled) {
			return;
		}
		const fields = this.#fields;
		const fault = faultOfFields(fields);
		this.#sayFault(fault);
		if (fault) {
			return;
		}
		this.#doors.post({ type: 'send', fields });
		this.#isEdited = false;
		// Until the extension says that the turn is over: a second one would take the place of what is coming.
		this.#send.disabled = true;
	}

	/** Asks for the request as code, if it can be sent. */
	#copyAs(): void {
		const fields = this.#fields;
		const fault = faultOfFields(fields);
		this.#sayFault(fault);
		if (!fault) {
			this.#doors.post({ type: 'copyAs', fields });
		}
	}

	/** Says at its field what is wrong, and puts the cursor there; undefined takes it back. */
	#sayFault(fault: FieldFault | undefined): void {
		this.#settings.show(fault);
		this.#more.show(fault);
		this.#files.show(fault?.field === 'attachments' ? fault.message : undefined);
		const widget = { prompt: this.#prompt, system: this.#system, model: this.#model }[fault?.field as 'prompt'];
		if (!fault || !widget) {
			return;
		}
		if (fault.field === 'system') {
			this.#systemFold.open = true;
		}
		if (fault.message) {
			this.#answer.say(fault.message);
		}
		widget.focus();
	}

	/** Selects what is too much, so that one key deletes it. */
	#selectEndOfPrompt(share: number): void {
		const { value } = this.#prompt;
		this.#prompt.focus();
		this.#prompt.setSelectionRange(Math.floor(value.length * (1 - share)), value.length);
		this.#answer.say(
			l10n.t('The end of the prompt that is too much is selected: about {0} %.', Math.ceil(share * 100)),
		);
	}

	#stopTurn(): void {
		this.#doors.post({ type: 'stop' });
		this.#prompt.focus();
	}
}

/** In UTF-16 units: VS Code writes down what a page keeps with each change. Larger files are not there again after a reload. */
const largestKept = 1_000_000;

function keptOf(fields: DraftFields): DraftFields {
	const size = fields.attachments.reduce((sum, { data }) => sum + data.length, 0);
	return size <= largestKept ? fields : { ...fields, attachments: [] };
}

/** In UTF-16 units. */
const sizeOf = ({ prompt, system, attachments }: DraftFields): number =>
	attachments.reduce((sum, { data }) => sum + data.length, prompt.length + system.length);

const sendKeys = /mac/i.test(navigator.userAgent) ? '⌘↩' : 'Ctrl+Enter';
