import * as l10n from '@vscode/l10n';
import { redact } from '../secrets/redact.ts';
import { longestName, type Profile } from './profile.ts';

/** Why a text cannot be the name of a profile, in words; undefined where it can. `secrets`: must not be part of it. */
export function refusalOfName(
	name: string,
	others: readonly Profile[],
	secrets: readonly string[],
): string | undefined {
	if (name === '') {
		return l10n.t('Type a name.');
	}
	if (name.length > longestName) {
		return l10n.t('The name is too long: {0} characters at most.', longestName);
	}
	if (redact(name, secrets) !== name) {
		return l10n.t('This looks like a key. A name is shown in many places; choose another.');
	}
	return others.some((profile) => profile.name === name)
		? l10n.t('There is a profile with this name already.')
		: undefined;
}
