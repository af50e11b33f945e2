import * as l10n from '@vscode/l10n';
import type { SourceFault } from '../errors/sourceTrouble.ts';

type Sentence = (what: string, more: string) => string;

const sentenceOf: Readonly<Record<SourceFault, Sentence>> = {
	'source-unreadable': () =>
		l10n.t('Where the secret is kept was noted by another version of Latchkey, or damaged. Say anew where it is kept.'),
	'not-here': () => l10n.t('VS Code in the browser reaches neither environment, files nor commands of a machine.'),
	'value-unusable': () =>
		l10n.t('What is kept there is not one API key: it has a space, a line break or a character that no key has.'),
	'key-file-unusable': (_, more) => l10n.t('What is kept there is no key file of a service account. {0}', more),
	'key-file-of-another': (what, more) =>
		l10n.t('The key file that is kept there is of {1}, and this profile is of {0}.', what, more),
	'client-secret-empty': () => l10n.t('What is kept there is empty, and no secret of an OAuth client.'),
	'variable-unset': (what) =>
		l10n.t(
			'The environment variable {0} is not set, or is empty, where VS Code’s extensions run. VS Code takes over the environment when it starts.',
			what,
		),
	'no-folder': () => l10n.t('No folder of a disk is open, so there is nothing that the path could begin from.'),
	'folder-untrusted': () =>
		l10n.t(
			'This folder is not trusted, so nothing in it is read or run for a secret. Trust it to use this profile here.',
		),
	'file-missing': (what) => l10n.t('There is no file {0} in the folder that is open.', what),
	'file-outside': (what) => l10n.t('The file {0} leads out of the folder, so it was not read.', what),
	'file-too-large': (what) => l10n.t('The file {0} is larger than a megabyte, so it was not read.', what),
	'file-unreadable': (what) => l10n.t('The file {0} could not be read.', what),
	'name-missing': (what, more) => l10n.t('The file {0} says nothing about {1}.', what, more),
	'quote-open': (what, more) =>
		l10n.t('In the file {0} the quotation mark before the value of {1} is not closed.', what, more),
	'command-declined': (what) => l10n.t('You did not allow {0} to be run, so it was not.', what),
	'command-missing': (what) =>
		l10n.t('There is no program {0} that can be run here. It is looked for without a shell, where PATH says.', what),
	'command-failed': (what, more) =>
		l10n.t(
			'{0} ended with the code {1}. Run the command in a terminal to see why: what it says besides may hold secrets, so Latchkey keeps none of it.',
			what,
			more,
		),
	'command-silent': (what) => l10n.t('{0} ended well and printed nothing.', what),
	'command-too-much': (what) => l10n.t('{0} printed more than 64 KB, which is no secret, so it was stopped.', what),
	'command-too-long': (what, more) =>
		l10n.t('{0} was not done after {1} seconds, so it was stopped. It may have waited for a password.', what, more),
	'command-killed': (what) => l10n.t('{0} was ended by something else before it was done.', what),
	'proof-missing': (what) => l10n.t('There was no proof of who this workload is to be had. {0}', what),
	'vault-token-unset': (what) =>
		l10n.t(
			'Vault was not asked: the environment variable {0}, which is to hold its token, is not set here or holds none.',
			what,
		),
	'vault-denied': (what) =>
		l10n.t(
			'Vault refused: the token has ended, or no policy of it lets it read {0}. Policies name that path with data/ behind the mount.',
			what,
		),
	'vault-sealed': (what) => l10n.t('Vault at {0} is sealed and gives nothing until somebody unseals it.', what),
	'vault-deleted': (what) => l10n.t('This version of {0} was deleted in Vault. It can be brought back there.', what),
	'vault-destroyed': (what) => l10n.t('This version of {0} was destroyed in Vault and is gone for good.', what),
	'vault-nothing': (what) => l10n.t('Vault has nothing at {0}. Look at mount, path and namespace.', what),
	'vault-no-version': (what, more) => l10n.t('Vault has no version {1} of {0}, or nothing there at all.', what, more),
	'vault-no-engine': (what) =>
		l10n.t('Vault has no key/value engine of version 2 at {0}. Look at mount and namespace.', what),
	'vault-no-key': (what, more) => l10n.t('The secret {0} in Vault has no key {1}.', what, more),
	'vault-no-text': (what, more) => l10n.t('The key {1} of {0} in Vault holds no text, or an empty one.', what, more),
	'manager-profile-gone': () =>
		l10n.t(
			'The profile that is to ask Secret Manager was deleted. Say anew where the secret is kept, and with which profile.',
		),
	'manager-profile-a-key': (what) =>
		l10n.t(
			'Secret Manager takes no API key, and “{0}” is one. Choose a profile that signs in, or a service account.',
			what,
		),
	'manager-profile-loop': (what) =>
		l10n.t('To ask Secret Manager as “{0}” its own secret would be needed first, which lies behind this one.', what),
	'manager-no-token': (what, more) =>
		l10n.t('Secret Manager was not asked, since the profile “{0}” gave no token. {1}', what, more),
	'manager-refused': (what, more) => l10n.t('Secret Manager refused the profile “{0}”. {1}', what, more),
	'manager-denied': (what, more) =>
		l10n.t(
			'“{1}” may not read {0}, or there is no such secret. It needs the role Secret Manager Secret Accessor (roles/secretmanager.secretAccessor) on it.',
			what,
			more,
		),
	'manager-nothing': (what) => l10n.t('Secret Manager has no {0}.', what),
	'manager-disabled': (what) => l10n.t('{0} is disabled. Enable it in Secret Manager, or name another version.', what),
	'manager-destroyed': (what) => l10n.t('{0} was destroyed and is gone for good. Name another version.', what),
	'manager-checksum': (what) =>
		l10n.t('{0} arrived damaged: its checksum (CRC32C) does not fit, so it was not used. Try again.', what),
	'manager-strange': (what) => l10n.t('What was answered for {0} is not how Secret Manager answers.', what),
	'vault-strange': (what) => l10n.t('What {0} answered is not how Vault answers. Look at the address.', what),
};

/**
 * What is the matter with the place where a secret lies; whole sentences. `what` is the thing that it is about, by name: a
 * variable, a file, a program, a host. Never a value.
 */
export const troubleInWords = (fault: SourceFault, what = '', more = ''): string => sentenceOf[fault](what, more);
