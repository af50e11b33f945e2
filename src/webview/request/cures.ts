import * as l10n from '@vscode/l10n';
import type { DraftFields, FieldFault } from '../../core/panel/draftFields.ts';
import type { RemedyView } from '../../core/panel/readRemedyView.ts';

type Doors = {
	readonly fields: () => DraftFields;
	readonly change: (fields: Partial<DraftFields>) => void;
	readonly send: () => void;
	/** What is done outside of the page. */
	readonly post: (remedy: RemedyView['id']) => void;
	readonly say: (fault: FieldFault) => void;
	readonly focusModel: () => void;
	/** Whether the model is known not to have a level of thinking. */
	readonly lacksLevel: (level: string) => boolean;
	/** `share`: how much of the prompt, from its end, from 0 to 1. */
	readonly selectEndOfPrompt: (share: number) => void;
};

/** One level down; what is up to the model is a lot. */
const lessThinking: Readonly<Record<string, string>> = { '': 'low', high: 'medium', medium: 'low', low: 'minimal' };

/** What the page itself does against a failure: with the fields, and by sending again. The rest is done by the extension. */
export class Cures {
	readonly #doors: Doors;

	constructor(doors: Doors) {
		this.#doors = doors;
	}

	/** What stands on the button, given the fields; undefined where there is nothing to do. */
	labelOf({ id, label }: RemedyView): string | undefined {
		const fields = this.#doors.fields();
		switch (id) {
			case 'raise-output-limit': {
				const raised = raisedLimit(fields);
				return raised && l10n.t('Raise Limit to {0} and Send Again', raised);
			}
			case 'lower-thinking':
				return this.#lessThinking(fields) && label;
			default:
				return label;
		}
	}

	carryOut({ id, field, fault, share }: RemedyView): void {
		const { change, send, say, post } = this.#doors;
		switch (id) {
			case 'retry':
			case 'wait-and-retry':
				send();
				return;
			case 'choose-model':
				this.#doors.focusModel();
				return;
			case 'edit-request':
				say({ field: 'prompt', message: '' });
				return;
			case 'jump-to-field':
				say({ field: field ?? 'prompt', message: fault ?? '' });
				return;
			case 'shorten-prompt':
				this.#doors.selectEndOfPrompt(share ?? 0.5);
				return;
			case 'raise-output-limit':
				change({ maxOutputTokens: raisedLimit(this.#doors.fields()) ?? '' });
				send();
				return;
			case 'lower-thinking':
				change({ thinking: this.#lessThinking(this.#doors.fields()) ?? '', thinkingBudget: '' });
				send();
				return;
			default:
				post(id);
		}
	}

	/** The level below the one that stands there; undefined where the model has none. */
	#lessThinking({ thinking }: DraftFields): string | undefined {
		const less = lessThinking[thinking];
		return less === undefined || this.#doors.lacksLevel(less) ? undefined : less;
	}
}

/** Twice as much; undefined where none was set, since then the model's own limit was reached. */
function raisedLimit({ maxOutputTokens }: DraftFields): string | undefined {
	const limit = Number(maxOutputTokens.trim());
	return Number.isSafeInteger(limit) && limit > 0 ? String(limit * 2) : undefined;
}
