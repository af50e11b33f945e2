import * as l10n from '@vscode/l10n';
import type { Resolution, SettingScope } from './resolveProfile.ts';

/** Why requests use the profile they use, or none; a whole sentence. */
export function resolutionInWords(resolution: Resolution): string {
	if (resolution.by === 'nothing') {
		return resolution.isChosenGone
			? l10n.t('The profile chosen for this window was deleted, and there is no default.')
			: l10n.t('No Gemini profile is chosen.');
	}
	if (resolution.profile === undefined) {
		const where = placeInWords(resolution.by);
		return resolution.problem === 'unknown'
			? l10n.t('{0} name the profile “{1}”, which does not exist, so none is used.', where, resolution.name)
			: l10n.t('{0} name the profile “{1}”, of which there are several, so none is used.', where, resolution.name);
	}
	switch (resolution.by) {
		case 'window':
			return l10n.t('Chosen for this window.');
		case 'default':
			return resolution.isChosenGone
				? l10n.t('The profile chosen for this window was deleted; the default is used.')
				: l10n.t('Used by default, since nothing else is chosen for this folder or window.');
		default:
			return l10n.t('{0} name it.', placeInWords(resolution.by));
	}
}

function placeInWords(scope: SettingScope): string {
	switch (scope) {
		case 'folder':
			return l10n.t('The folder’s settings');
		case 'workspace':
			return l10n.t('The workspace’s settings');
		case 'user-settings':
			return l10n.t('Your user settings');
	}
}
