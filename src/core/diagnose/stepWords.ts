import * as l10n from '@vscode/l10n';
import { type StepId, type StepResult, skipped } from './steps.ts';

export function stepTitle(step: StepId): string {
	switch (step) {
		case 'clock':
			return l10n.t('Clock');
		case 'dns':
			return l10n.t('Name lookup');
		case 'way':
			return l10n.t('Proxy and TLS');
		case 'source':
			return l10n.t('Credential source');
		case 'credential':
			return l10n.t('Token or key');
		case 'scopes':
			return l10n.t('Scopes');
		case 'api':
			return l10n.t('API enabled');
		case 'quota-project':
			return l10n.t('Quota project');
		case 'permission':
			return l10n.t('Permission');
		case 'model':
			return l10n.t('Model');
		case 'location':
			return l10n.t('Location');
		case 'count-tokens':
			return l10n.t('Counting tokens');
	}
}

/** A step that could not be taken, because one before it failed. */
export const notReached = (failed: StepId): StepResult => skipped(l10n.t('Not reached: {0}', stepTitle(failed)));

/** Something else ended the way to Gemini, such as the window that closes. */
export const notAsked = (): string => l10n.t('Gemini was not asked.');

/** A step about which a refusal, told at a later one, says neither yes nor no. */
export const untold = (failed: StepId): StepResult =>
	skipped(l10n.t('No answer tells about this. See {0}', stepTitle(failed)));
