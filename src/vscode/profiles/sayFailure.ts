import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Cause } from '../../core/errors/cause.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { commands } from '../../core/ids.ts';
import { indexFaultOf } from '../../core/profiles/indexFault.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { unreadableInWords } from '../../core/profiles/unreadableWords.ts';
import { plainText, withoutLinks } from '../plainText.ts';

type About = Pick<Profile, 'id' | 'name' | 'method'>;
type Help = { readonly label: string; readonly command: string; readonly arguments: readonly unknown[] };

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
		await vscode.commands.executeCommand(help.command, ...help.arguments);
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

/** The button that helps; undefined where none does. */
function helpFor(failure: Failure, about: About | undefined): Help | undefined {
	if (indexFaultOf(failure) === 'damaged') {
		return { label: l10n.t('Repair Profiles'), command: commands.repairProfiles, arguments: [] };
	}
	const canSignIn = about?.method === 'oauth-user' || about?.method === 'access-token';
	if (canSignIn && (curedBySigningIn.includes(failure.cause) || failure.cause === 'secret-missing')) {
		return { label: l10n.t('Sign In'), command: commands.signIn, arguments: [{ id: about.id }] };
	}
	return about?.method === 'api-key' && failure.cause === 'secret-missing'
		? { label: l10n.t('Replace Key…'), command: commands.replaceKey, arguments: [{ id: about.id }] }
		: undefined;
}
