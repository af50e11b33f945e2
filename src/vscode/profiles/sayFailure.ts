import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Cause } from '../../core/errors/cause.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { commands } from '../../core/ids.ts';
import { indexFaultOf } from '../../core/profiles/indexFault.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { unreadableInWords } from '../../core/profiles/unreadableWords.ts';
import { gcloudLoginLabel, putGcloudLogin } from '../adc/putIntoTerminal.ts';
import { plainText, withoutLinks } from '../plainText.ts';

type About = Pick<Profile, 'id' | 'name' | 'method'>;
type Help = { readonly label: string; readonly run: () => unknown };

/** Says in a notification what failed, with the click that helps where there is one. Undefined, a cancelled call, is silent. */
export function sayFailure(failure: Failure | undefined, about?: About): void {
	if (failure) {
		void say(failure, about);
	}
}

/** A failure as one line: what it means, and the technical fact behind it. */
export function failureInWords(failure: Failure): string {
	if (indexFaultOf(failure)) {
		return unreadableInWords(failure);
	}
	const { title, sentence } = wordsOf(failure);
	// Servers' words stand in both, and nothing of them may become a link.
	return withoutLinks(`${title}. ${sentence}${failure.evidence ? ` (${failure.evidence})` : ''}`);
}

async function say(failure: Failure, about: About | undefined): Promise<void> {
	const text = failureInWords(failure);
	const help = helpFor(failure, about);
	const chosen = await vscode.window.showErrorMessage(
		about ? `${plainText(about.name)}: ${text}` : text,
		...(help ? [help.label] : []),
	);
	if (help && chosen === help.label) {
		await help.run();
	}
}

/** Of a key none of these is said. */
const curedBySigningIn: readonly Cause[] = [
	'signed-out',
	'token-invalid',
	'scope-insufficient',
	'oauth-refresh-revoked',
	'oauth-reauth-required',
];

/** Of default credentials: those that gcloud's sign-in makes anew. */
const curedByGcloud: readonly Cause[] = ['adc-not-found', 'oauth-refresh-revoked', 'oauth-reauth-required'];

/** The button that helps; undefined where none does. */
export function helpFor(failure: Failure, about: About | undefined): Help | undefined {
	if (indexFaultOf(failure) === 'damaged') {
		return help(l10n.t('Repair Profiles'), commands.repairProfiles);
	}
	const canSignIn = about?.method === 'oauth-user' || about?.method === 'access-token';
	if (canSignIn && (curedBySigningIn.includes(failure.cause) || failure.cause === 'secret-missing')) {
		return help(l10n.t('Sign In'), commands.signIn, { id: about.id });
	}
	if (failure.context?.credential === 'adc' && curedByGcloud.includes(failure.cause)) {
		return { label: gcloudLoginLabel(), run: putGcloudLogin };
	}
	return about?.method === 'api-key' && failure.cause === 'secret-missing'
		? help(l10n.t('Replace Key…'), commands.replaceKey, { id: about.id })
		: undefined;
}

const help = (label: string, command: string, ...given: readonly unknown[]): Help => ({
	label,
	run: () => vscode.commands.executeCommand(command, ...given),
});
