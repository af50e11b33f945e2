import * as l10n from '@vscode/l10n';

/** What stands in the fields of the request panel: texts as typed, empty where nothing is. */
export type DraftFields = {
	readonly prompt: string;
	readonly system: string;
	/** Empty for the one the panel proposes. */
	readonly model: string;
	readonly temperature: string;
	readonly maxOutputTokens: string;
	/** One of `thinkingLevels`, or empty. */
	readonly thinking: string;
	/** `yes` where the prompt goes on from what was answered last; else it stands alone. */
	readonly conversation: string;
};

export const emptyFields: DraftFields = {
	prompt: '',
	system: '',
	model: '',
	temperature: '',
	maxOutputTokens: '',
	thinking: '',
	conversation: '',
};

export const fieldNames = Object.keys(emptyFields) as readonly (keyof DraftFields)[];

/** What keeps fields from being sent: the field, and why in words. */
export type FieldFault = { readonly field: keyof DraftFields; readonly message: string };

/** Parses fields; undefined where one is missing or no text. */
export function readDraftFields(value: unknown): DraftFields | undefined {
	const fields = (value ?? {}) as Record<string, unknown>;
	return fieldNames.every((name) => typeof fields[name] === 'string')
		? (Object.fromEntries(fieldNames.map((name) => [name, fields[name]])) as DraftFields)
		: undefined;
}

/** The first thing in the fields that cannot be sent. What a server has to judge is left to the server. */
export function faultOfFields({ prompt, temperature, maxOutputTokens }: DraftFields): FieldFault | undefined {
	if (prompt.trim() === '') {
		return { field: 'prompt', message: l10n.t('Type a prompt first.') };
	}
	const degrees = numberIn(temperature);
	if (degrees !== undefined && !(degrees >= 0 && degrees <= 2)) {
		return { field: 'temperature', message: l10n.t('Temperature is a number from 0 to 2, such as 0.7.') };
	}
	const tokens = numberIn(maxOutputTokens);
	// No comma and no point: `1,000` is a thousand to some and one to others.
	if (tokens !== undefined && !(/^\d+$/.test(maxOutputTokens.trim()) && Number.isSafeInteger(tokens) && tokens >= 1)) {
		return { field: 'maxOutputTokens', message: l10n.t('Max output tokens is a whole number from 1.') };
	}
	return undefined;
}

/** The number in a field, NaN where it holds something else, undefined where it is empty. A comma is a decimal point too. */
export function numberIn(text: string): number | undefined {
	const trimmed = text.trim().replace(',', '.');
	if (trimmed === '') {
		return undefined;
	}
	// Linear, whatever was pasted: digits are tried from their beginning alone.
	return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}
