import * as l10n from '@vscode/l10n';
import { isInsidePath } from '../../core/secretSources/insidePath.ts';
import { isVariableName } from '../../core/secretSources/readSource.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';
import type { Finding, SourceFrame } from './finding.ts';

const refusalOfVariable = (name: string): string | undefined =>
	isVariableName(name) ? undefined : l10n.t('A name has no spaces and no equals sign.');

export function environmentSteps(frame: SourceFrame, { find, next, usualName }: Finding): Step {
	return fieldStep(frame, {
		prompt: l10n.t('Name of the environment variable'),
		value: usualName,
		accept: async (name, signal) => refusalOfVariable(name) ?? find({ kind: 'environment', name }, signal),
		next,
	});
}

export function dotenvSteps(frame: SourceFrame, { find, next, usualName }: Finding): Step {
	let path = '.env';
	const name = fieldStep(frame, {
		prompt: l10n.t('Name of the key in the file'),
		value: usualName,
		accept: async (typed, signal) => refusalOfVariable(typed) ?? find({ kind: 'dotenv', path, name: typed }, signal),
		next,
	});
	return fieldStep(frame, {
		prompt: l10n.t('Path of the file from the folder that is open; of several folders, from the first'),
		value: path,
		accept: async (typed) => {
			path = typed.replaceAll('\\', '/').replace(/^\.\//, '');
			return isInsidePath(path)
				? undefined
				: l10n.t('Type a path from the folder to a file within it, such as config/.env.');
		},
		next: name,
	});
}
