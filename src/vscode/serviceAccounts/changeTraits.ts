import * as l10n from '@vscode/l10n';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { failureInWords, sayFailure } from '../profiles/sayFailure.ts';
import { type Asked, askText } from '../quickInput/ask.ts';
import { askSigning } from './serviceAccountSteps.ts';

/** Asks how the tokens of a service account are to be had from now on. */
export async function changeSigning({ store }: Parts, profile: Profile): Promise<'back' | 'left'> {
	if (profile.method !== 'service-account') {
		return 'back';
	}
	const asked = await askSigning(l10n.t('Tokens of “{0}”', profile.name), true, profile.signing);
	if (typeof asked === 'string') {
		return asked;
	}
	const outcome = await store.editMethod(profile, { signing: asked.value });
	sayFailure(outcome.kind === 'failed' ? outcome.failure : undefined, profile);
	return 'back';
}

/** Asks for whom a service account acts (https://developers.google.com/identity/protocols/oauth2/service-account#delegatingauthority). */
export async function changeSubject({ store }: Parts, profile: Profile): Promise<Asked<unknown> | 'back'> {
	if (profile.method !== 'service-account') {
		return 'back';
	}
	return askText({
		title: l10n.t('“{0}” Acts For', profile.name),
		canGoBack: true,
		prompt: l10n.t(
			'Mail address of the person. An administrator of their domain has to allow it for these scopes; empty: for itself.',
		),
		placeholder: 'ada@example.com',
		value: profile.subject ?? '',
		password: false,
		accept: async (text) => {
			const subject = text.trim();
			if (subject !== '' && !/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(subject)) {
				return l10n.t('This is no mail address.');
			}
			const signing = subject === '' ? profile.signing : 'exchange';
			const outcome = await store.editMethod(profile, { subject: subject || undefined, signing });
			return outcome.kind === 'failed' ? failureInWords(outcome.failure) : undefined;
		},
	});
}
