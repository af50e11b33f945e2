import * as l10n from '@vscode/l10n';
import type { DraftFields, FieldFault } from './draftFields.ts';
import { numberIn } from './numberIn.ts';
import { faultOfSettings } from './settingFaults.ts';

/** The first thing in the fields that cannot be sent. What a server has to judge is left to the server. */
export function faultOfFields(fields: DraftFields): FieldFault | undefined {
	const { prompt, temperature, maxOutputTokens } = fields;
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
	return faultOfSettings(fields);
}
