import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Look, Place, Search } from '../../core/adc/search.ts';
import { searchAdc } from '../../core/adc/search.ts';
import { applicationDefaultLogin } from '../../core/errors/remedies/commands.ts';
import { writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { orAborted } from '../../core/orAborted.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { checkAdded } from '../profiles/checkAdded.ts';
import { failureInWords } from '../profiles/sayFailure.ts';
import { askChoice, askText, type Choice } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import { withCancel } from '../withCancel.ts';
import { inBrowser } from './inBrowser.ts';
import { gcloudLoginLabel, putGcloudLogin } from './putIntoTerminal.ts';

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** The palette flow for Application Default Credentials: what is found where is shown before anything is kept. */
export const adcSteps =
	(parts: Parts): Step =>
	async () => {
		const asked = await showSearch(parts, l10n.t('Add Application Default Credentials'), true);
		return asked === 'use' ? { next: nameStep(parts) } : asked === 'back' ? 'back' : 'end';
	};

/** Shows the search as a profile of these credentials would make it now. */
export const showSearchOf = (parts: Parts, profile: Profile): Promise<'use' | 'back' | 'left'> =>
	showSearch(parts, l10n.t('Default Credentials of “{0}”', profile.name), false);

type Answer = 'use' | 'again' | 'terminal' | 'look' | 'back';

async function showSearch(parts: Parts, title: string, canUse: boolean): Promise<'use' | 'back' | 'left'> {
	for (;;) {
		const search = await runSearch(parts);
		if (search === 'left') {
			return 'left';
		}
		const looks = search?.looks.map((look) => rowOf(look)) ?? [];
		const asked = await askChoice<Answer>({
			title,
			canGoBack: true,
			prompt: search ? promptOf(search) : inBrowser(),
			choices: [...actionsFor(search, canUse), ...looks],
		});
		if (typeof asked === 'string') {
			return asked;
		}
		switch (asked.value) {
			case 'use':
			case 'back':
				return asked.value;
			case 'terminal':
				putGcloudLogin();
				return 'left';
			default:
		}
	}
}

/** Undefined in the web, where there is nothing to look at. */
async function runSearch({ clock, signIn }: Parts): Promise<Search | 'left' | undefined> {
	const machine = await (await signIn()).machine?.();
	if (!machine) {
		return undefined;
	}
	const title = l10n.t('Looking for default credentials…');
	const search = await withCancel(clock, title, (signal) => orAborted(searchAdc(machine, signal), signal));
	return search === 'aborted' ? 'left' : search;
}

function promptOf({ found }: Search): string {
	const machine = vscode.env.remoteName
		? l10n.t(
				'This window works on another machine ({0}): its credentials are used, not those of the machine in front of you.',
				plainText(vscode.env.remoteName),
			)
		: l10n.t('Looked for on this machine, in the order of Google’s libraries.');
	return found
		? `${machine} ${l10n.t('Nothing of them is copied: they are read whenever a token is needed.')}`
		: `${machine} ${l10n.t('There are none that can be used. “{0}” makes some.', applicationDefaultLogin)}`;
}

function actionsFor(search: Search | undefined, canUse: boolean): readonly Choice<Answer>[] {
	if (!search) {
		return [{ label: l10n.t('Go Back'), iconPath: new vscode.ThemeIcon('arrow-left'), value: 'back' }];
	}
	const again: Choice<Answer> = {
		label: l10n.t('Search Again'),
		iconPath: new vscode.ThemeIcon('refresh'),
		value: 'again',
	};
	if (!search.found) {
		const terminal: Choice<Answer> = {
			label: gcloudLoginLabel(),
			description: applicationDefaultLogin,
			detail: l10n.t('It is not run: press Enter there when you are ready, then add the profile again.'),
			iconPath: new vscode.ThemeIcon('terminal'),
			value: 'terminal',
		};
		return [terminal, again];
	}
	const use: Choice<Answer> = {
		label: l10n.t('Use What Was Found'),
		detail: plainText(
			[
				search.found.look.why,
				...(search.found.quotaProject ? [l10n.t('Quota project: {0}.', search.found.quotaProject)] : []),
			].join(' '),
		),
		iconPath: new vscode.ThemeIcon('check'),
		value: 'use',
	};
	return canUse ? [use, again] : [again];
}

const icons: Readonly<Record<Look['result'], string>> = {
	found: 'pass',
	nothing: 'circle-slash',
	broken: 'error',
	'passed-over': 'debug-step-over',
};

function rowOf({ place, where, result, why }: Look): Choice<Answer> {
	return {
		label: l10n.t('{0}: {1}', placeInWords(place), resultInWords(result)),
		description: plainText(where),
		detail: plainText(why),
		iconPath: new vscode.ThemeIcon(icons[result]),
		value: 'look',
	};
}

function placeInWords(place: Place): string {
	switch (place) {
		case 'environment':
			return l10n.t('Environment');
		case 'gcloud':
			return l10n.t('File of gcloud');
		case 'metadata':
			return l10n.t('Metadata server');
	}
}

function resultInWords(result: Look['result']): string {
	switch (result) {
		case 'found':
			return l10n.t('found');
		case 'nothing':
			return l10n.t('nothing');
		case 'broken':
			return l10n.t('of no use');
		case 'passed-over':
			return l10n.t('passed over');
	}
}

const nameStep =
	(parts: Parts): Step =>
	async () => {
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const asked = await askText({
			title: l10n.t('Add Application Default Credentials'),
			canGoBack: true,
			prompt: l10n.t('Give the profile a name.'),
			value: freeName(l10n.t('Default credentials'), others),
			password: false,
			accept: async (text) => {
				const name = text.trim();
				const refusal = refusalOfName(name, others, []);
				if (refusal) {
					return refusal;
				}
				// It has no secret of its own; the vault keeps an empty one, so that all profiles are alike.
				const added = await parts.store.add({ method: 'adc', name, scopes: [cloudPlatform] }, writeOAuthSecret({}));
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
				}
				void checkAdded(parts, added.value);
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};
