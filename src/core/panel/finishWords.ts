import * as l10n from '@vscode/l10n';
import { lookUp } from '../lookUp.ts';

/** Why an answer ended (https://ai.google.dev/api/generate-content#FinishReason). One that is not listed stands for itself. */
export const finishInWords = (reason: string): string => lookUp(words, reason)?.() ?? reason;

const words: Readonly<Record<string, () => string>> = {
	STOP: () => l10n.t('Complete'),
	MAX_TOKENS: () => l10n.t('Stopped at the token limit'),
	SAFETY: () => l10n.t('Stopped by a safety filter'),
	RECITATION: () => l10n.t('Stopped: too close to a source'),
	LANGUAGE: () => l10n.t('Stopped: language not supported'),
	BLOCKLIST: () => l10n.t('Stopped by a forbidden term'),
	PROHIBITED_CONTENT: () => l10n.t('Stopped: prohibited content'),
	SPII: () => l10n.t('Stopped: personal data'),
	MALFORMED_FUNCTION_CALL: () => l10n.t('Stopped by a malformed function call'),
	UNEXPECTED_TOOL_CALL: () => l10n.t('Stopped by a call of a tool that was not offered'),
	TOO_MANY_TOOL_CALLS: () => l10n.t('Stopped after too many tool calls'),
	IMAGE_SAFETY: () => l10n.t('Image held back by a safety filter'),
	IMAGE_PROHIBITED_CONTENT: () => l10n.t('Image held back: prohibited content'),
	IMAGE_RECITATION: () => l10n.t('Image held back: too close to a source'),
	NO_IMAGE: () => l10n.t('No image was made'),
	OTHER: () => l10n.t('Stopped without a reason given'),
	FINISH_REASON_UNSPECIFIED: () => l10n.t('Stopped without a reason given'),
};
