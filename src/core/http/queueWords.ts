import * as l10n from '@vscode/l10n';

/** What a call waits for; `ahead`: how many wait before it. */
export function waitingInWords(ahead: number): string {
	if (ahead === 0) {
		return l10n.t('Waiting for another call of this profile to end; this one is next.');
	}
	return ahead === 1
		? l10n.t('Waiting for other calls of this profile to end; 1 waits before this one.')
		: l10n.t('Waiting for other calls of this profile to end; {0} wait before this one.', ahead);
}
