import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { BuiltSource } from '../../core/federation/buildConfiguration.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';

type Frame = { readonly title: string; readonly canGoBack: boolean };

/** Notes the source as far as it is known, judged as a file with the same words would be; a message refuses it. */
export type Take = (source: BuiltSource, proof?: 'jwt' | 'saml2') => string | undefined;

/** Asks where the proof of who a workload is comes from, and what has to be known about that place. */
export function proofSourceStep(frame: Frame, take: Take, next: Step): Step {
	const choice = (icon: string, label: string, detail: string, value: () => Step): Choice<() => Step> => ({
		label,
		detail,
		iconPath: new vscode.ThemeIcon(icon),
		value,
	});
	const choices = () => [
		choice('file', l10n.t('File'), l10n.t('Something keeps a fresh token there, such as Kubernetes.'), () =>
			fileSteps(frame, 'jwt', take, next),
		),
		choice('globe', l10n.t('Address'), l10n.t('A server of yours, or of this machine, gives the token.'), () =>
			addressSteps(frame, take, next),
		),
		choice('azure', l10n.t('Azure'), l10n.t('The managed identity of this machine.'), () =>
			fieldStep(frame, {
				prompt: l10n.t('Application ID URI of the app that the provider knows'),
				placeholder: 'api://…',
				value: '',
				accept: async (application) =>
					application === '' ? l10n.t('Type the URI.') : take({ kind: 'azure', application }),
				next,
			}),
		),
		choice('cloud', l10n.t('AWS'), l10n.t('The role of this machine, or keys in its environment.'), () => async () => {
			take({ kind: 'aws' });
			return next();
		}),
		choice('terminal', l10n.t('Program'), l10n.t('It prints the proof. You are asked before it is run.'), () =>
			programSteps(frame, take, next),
		),
		choice('file-code', l10n.t('SAML File'), l10n.t('A SAML 2.0 response that something keeps fresh there.'), () =>
			fileSteps(frame, 'saml2', take, next),
		),
	];
	return async () => {
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('Where does the proof of who this workload is come from?'),
			choices: choices(),
		});
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next: asked.value() };
	};
}

/** The question that a file and an address have in common. */
const fieldOfJson = (frame: Frame, take: (field: string) => string | undefined, next: Step): Step =>
	fieldStep(frame, {
		prompt: l10n.t('Field of the JSON that holds the token; nothing where the token stands alone'),
		placeholder: 'access_token',
		value: '',
		accept: async (typed) => take(typed),
		next,
	});

function fileSteps(frame: Frame, proof: 'jwt' | 'saml2', take: Take, next: Step): Step {
	let path = '';
	const takeField = (field: string) => take({ kind: 'file', path, field }, proof);
	return fieldStep(frame, {
		prompt: l10n.t('Path of the file'),
		placeholder: '/var/run/secrets/tokens/gcp',
		value: '',
		accept: async (typed) => {
			path = typed;
			return takeField('');
		},
		next: fieldOfJson(frame, takeField, next),
	});
}

function addressSteps(frame: Frame, take: Take, next: Step): Step {
	let [url, header] = ['', ''];
	const takeField = (field: string) => take({ kind: 'url', url, header, field });
	const headerStep = fieldStep(frame, {
		prompt: l10n.t('Header that the address wants; nothing where it wants none'),
		placeholder: 'Metadata: True',
		value: '',
		// It may be a secret.
		password: true,
		accept: async (typed) => {
			header = typed;
			const isHeader = typed === '' || /^[^:\s]+:\s*\S/.test(typed);
			return isHeader ? takeField('') : l10n.t('Type a name, a colon and a value.');
		},
		next: fieldOfJson(frame, takeField, next),
	});
	return fieldStep(frame, {
		prompt: l10n.t('Address that gives the token'),
		placeholder: 'https://tokens.example.com/gcp',
		value: '',
		accept: async (typed) => {
			[url, header] = [typed, ''];
			return typed === '' ? l10n.t('Type a whole address, with https.') : takeField('');
		},
		next: headerStep,
	});
}

function programSteps(frame: Frame, take: Take, next: Step): Step {
	let command = '';
	const takeFile = (outputFile: string) => take({ kind: 'executable', command, outputFile });
	const file = fieldStep(frame, {
		prompt: l10n.t('File in which it leaves its last answer; nothing where it leaves none'),
		value: '',
		accept: async (typed) => takeFile(typed),
		next,
	});
	return fieldStep(frame, {
		prompt: l10n.t('The program and its arguments. There is no shell; quotation marks hold an argument together.'),
		placeholder: '/opt/proof --audience gemini',
		value: '',
		accept: async (typed) => {
			command = typed;
			return takeFile('');
		},
		next: file,
	});
}
