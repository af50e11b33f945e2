import * as l10n from '@vscode/l10n';
import type { SourceFault, SourceTrouble } from '../sourceTrouble.ts';

type Sentence = (what: string, more: string) => string;

const sentenceOf: Readonly<Record<SourceFault, Sentence>> = {
	'source-unreadable': () =>
		l10n.t('Where the key is kept was noted by another version of Latchkey, or damaged. Say anew where it is kept.'),
	'not-here': () => l10n.t('VS Code in the browser reaches neither environment, files nor commands of a machine.'),
	'value-unusable': () =>
		l10n.t('What is kept there is not one API key: it has a space, a line break or a character that no key has.'),
	'variable-unset': (what) =>
		l10n.t(
			'The environment variable {0} is not set, or is empty, where VS Code’s extensions run. VS Code takes over the environment when it starts.',
			what,
		),
	'no-folder': () => l10n.t('No folder of a disk is open, so there is nothing that the path could begin from.'),
	'folder-untrusted': () =>
		l10n.t('This folder is not trusted, so nothing in it is read or run for a key. Trust it to use this profile here.'),
	'file-missing': (what) => l10n.t('There is no file {0} in the folder that is open.', what),
	'file-outside': (what) => l10n.t('The file {0} leads out of the folder, so it was not read.', what),
	'file-too-large': (what) => l10n.t('The file {0} is larger than a megabyte, so it was not read.', what),
	'file-unreadable': (what) => l10n.t('The file {0} could not be read.', what),
	'name-missing': (what, more) => l10n.t('The file {0} says nothing about {1}.', what, more),
	'quote-open': (what, more) =>
		l10n.t('In the file {0} the quotation mark before the value of {1} is not closed.', what, more),
};

/** What is the matter with the place where a secret lies; a whole sentence. */
export const troubleInWords = ({ fault, what = '', more = '' }: SourceTrouble): string => sentenceOf[fault](what, more);
