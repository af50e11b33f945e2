import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { methodInWords } from '../../core/profiles/methodWords.ts';
import { secretNameOf } from '../../core/secretSources/secretName.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice } from '../quickInput/ask.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';
import type { Finding, SourceFrame } from './finding.ts';

/** Asks with which profile Secret Manager is to be opened, and for which secret. */
export function secretManagerSteps(frame: SourceFrame, { find, next }: Finding, { store }: Parts): Step {
	let profileId = '';
	const name = fieldStep(frame, {
		prompt: l10n.t('Name of the secret or of one version of it. Without a version, the newest is fetched each time.'),
		placeholder: 'projects/my-project/secrets/gemini-key/versions/latest',
		value: '',
		accept: async (typed, signal) => {
			const read = secretNameOf(typed);
			return read === undefined
				? l10n.t('Type a name such as projects/my-project/secrets/gemini-key/versions/latest.')
				: find({ kind: 'secret-manager', name: read, profileId }, signal);
		},
		next,
	});
	return async () => {
		const profiles = await store.list();
		const able = (profiles.kind === 'answered' ? profiles.value : []).filter(({ method }) => method !== 'api-key');
		const asked = await askChoice({
			...frame,
			prompt:
				able.length > 0
					? l10n.t('Which profile opens Secret Manager? It needs the scope cloud-platform.')
					: l10n.t('No profile can open Secret Manager yet: add a Google account or a service account first.'),
			choices: able.map((profile) => ({
				label: plainText(profile.name),
				description: methodInWords(profile),
				iconPath: new vscode.ThemeIcon('account'),
				value: profile.id,
			})),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		profileId = asked.value;
		return { next: name };
	};
}
