import * as l10n from '@vscode/l10n';
import type { ProfileView, RequestPanelState } from '../../core/panel/requestProtocol.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { commandButton } from './commandButton.ts';
import { plainButton } from './plainButton.ts';

/** What the line leads to. */
type ProfileDoors = { readonly chooseProfile: () => void; readonly chooseTarget: () => void };

/** Says before anything is sent whose credential goes where and why, or offers to choose one. */
export function profileLine(
	{ profile, isEmulated, notes, used }: Pick<RequestPanelState, 'profile' | 'isEmulated' | 'notes' | 'used'>,
	{ chooseProfile, chooseTarget }: ProfileDoors,
): HTMLElement {
	const change = (label: string, spoken: string) => {
		const button = commandButton(label, chooseProfile, profile !== undefined);
		button.ariaLabel = spoken;
		return button;
	};
	const emulator = element(
		'span',
		{ className: 'badge', title: l10n.t('Requests go to an emulator on this machine, not to Google.') },
		l10n.t('Emulator'),
	);
	const card = element(
		'section',
		{
			className: profile?.color ? `profile-card color-${profile.color}` : 'profile-card',
			ariaLabel: l10n.t('Profile'),
		},
		element(
			'div',
			{ className: 'profile-head' },
			...(profile
				? [
						element('strong', {}, profile.name),
						element('span', { className: 'state' }, icon(profile.icon), profile.state),
						...(profile.isProtected
							? [element('span', { className: 'state' }, icon('lock'), l10n.t('protected'))]
							: []),
					]
				: [element('strong', {}, l10n.t('No profile chosen.'))]),
			...(isEmulated ? [emulator] : []),
			element('span', { className: 'gap' }),
			profile
				? change(l10n.t('Switch'), l10n.t('Switch Profile'))
				: change(l10n.t('Choose or Add a Profile'), l10n.t('Choose or Add a Profile')),
		),
		...(profile ? profileRows(profile, chooseTarget) : []),
		...[...notes, ...(used?.notes ?? [])].map((note) =>
			element('p', { className: 'note' }, icon('info'), element('span', {}, note)),
		),
	);
	return card;
}

const profileRows = ({ method, target, project, reason }: ProfileView, chooseTarget: () => void): HTMLElement[] => [
	element('p', { className: 'quiet' }, `${method} → ${target} `, changeTarget(chooseTarget)),
	element('p', { className: 'quiet' }, l10n.t('Project: {0}.', project)),
	element('p', { className: 'quiet' }, reason),
];

function changeTarget(chooseTarget: () => void): HTMLElement {
	const button = plainButton(l10n.t('Change'), chooseTarget);
	button.ariaLabel = l10n.t('Change Target');
	return button;
}
