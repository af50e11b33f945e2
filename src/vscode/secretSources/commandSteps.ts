import * as l10n from '@vscode/l10n';
import { readCommandLine, usualTimeout } from '../../core/secretSources/commandLine.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';
import type { Finding, SourceFrame } from './finding.ts';

export function commandSteps(frame: SourceFrame, { find, next }: Finding): Step {
	return fieldStep(frame, {
		prompt: l10n.t('The program and its arguments. There is no shell; quotation marks hold an argument together.'),
		placeholder: 'op read op://Private/Gemini/credential',
		value: '',
		accept: async (typed, signal) => {
			const read = readCommandLine(typed);
			switch (read.kind) {
				case 'empty':
					return l10n.t('Type a program and its arguments.');
				case 'unclosed':
					return l10n.t('A quotation mark is not closed.');
				case 'too-long':
					return l10n.t('That is longer than a command can be here.');
				case 'shell':
					return l10n.t('There is no shell that would understand {0}. Put such a command into a script.', read.word);
				case 'command':
					return find({ kind: 'command', command: read.command, timeoutSeconds: usualTimeout }, signal);
			}
		},
		next,
	});
}
