import '@vscode-elements/elements/dist/vscode-badge/index.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import * as l10n from '@vscode/l10n';
import type { ProfileView } from '../../core/panel/requestProtocol.ts';
import { element } from '../dom.ts';

/** Says before anything is sent whose credential goes where, or offers to add one. */
export function profileLine(profile: ProfileView | undefined, chooseProfile: () => void): HTMLElement {
	if (!profile) {
		return element(
			'p',
			{ className: 'no-profile' },
			element('span', {}, l10n.t('No profile chosen.')),
			element('vscode-button', { onclick: chooseProfile }, l10n.t('Choose or Add a Profile')),
		);
	}
	return element(
		'p',
		{ className: 'profile-line' },
		element('strong', {}, profile.name),
		element('span', { className: 'quiet' }, `${profile.method} → ${profile.target}`),
		...(profile.isEmulated
			? [
					element(
						'vscode-badge',
						{ variant: 'counter', title: l10n.t('Requests go to an emulator on this machine, not to Google.') },
						l10n.t('Emulator'),
					),
				]
			: []),
	);
}
