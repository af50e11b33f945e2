import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
	audienceOf,
	type BuiltSource,
	buildConfiguration,
	workloadAudience,
} from '../../core/federation/buildConfiguration.ts';
import { isWorkforce, readConfigurationText, refusalOfAudience } from '../../core/federation/configuration.ts';
import { isAccountEmail } from '../../core/impersonation/accountEmail.ts';
import { isProjectId } from '../../core/oauth/clientFile.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';
import type { EnteredConfiguration } from './configurationSteps.ts';

type Frame = { readonly title: string; readonly canGoBack: boolean };

type Draft = {
	projectNumber: string;
	pool: string;
	audience: string;
	proof: 'jwt' | 'saml2';
	source: BuiltSource;
	userProject: string;
};

/** Asks for pool, provider and source, and makes the configuration that gcloud would write of them. */
export function configurationWizard(frame: Frame, then: (entered: EnteredConfiguration) => Step): Step {
	const draft: Draft = {
		projectNumber: '',
		pool: '',
		audience: '',
		proof: 'jwt',
		source: { kind: 'aws' },
		userProject: '',
	};
	const account = accountStep(frame, draft, then);
	const source = sourceStep(frame, draft, () =>
		isWorkforce(draft.audience) ? projectStep(frame, draft, account) : account,
	);
	return providerStep(frame, draft, source);
}

/** Letters, digits and hyphens, as Google names pools and providers. */
const isPoolName = (text: string): boolean => /^[\w.-]{1,64}$/.test(text);
const refusalOfName = () => l10n.t('A name here has letters, digits and hyphens alone.');

function providerStep(frame: Frame, draft: Draft, next: Step): Step {
	const provider = fieldStep(frame, {
		prompt: l10n.t('ID of the provider in the pool'),
		placeholder: 'my-provider',
		value: '',
		accept: async (typed) => {
			draft.audience = workloadAudience(draft.projectNumber, draft.pool, typed);
			return isPoolName(typed) ? undefined : refusalOfName();
		},
		next,
	});
	const pool = fieldStep(frame, {
		prompt: l10n.t('ID of the workload identity pool'),
		placeholder: 'my-pool',
		value: '',
		accept: async (typed) => {
			draft.pool = typed;
			return isPoolName(typed) ? undefined : refusalOfName();
		},
		next: provider,
	});
	const isNumber = () => draft.projectNumber !== '';
	return fieldStep(frame, {
		prompt: l10n.t('Number of the project that the pool is in; or paste the whole name of the provider.'),
		placeholder: 'projects/123456789012/locations/global/workloadIdentityPools/…/providers/…',
		value: '',
		accept: async (typed) => {
			draft.projectNumber = /^\d{4,20}$/.test(typed) ? typed : '';
			if (isNumber()) {
				return undefined;
			}
			if (isProjectId(typed)) {
				return l10n.t(
					'That is the project’s ID, and Google wants its number: gcloud projects describe {0} --format="value(projectNumber)"',
					typed,
				);
			}
			draft.audience = audienceOf(typed);
			return refusalOfAudience(draft.audience);
		},
		next: async () => (isNumber() ? pool() : next()),
	});
}

function sourceStep(frame: Frame, draft: Draft, next: () => Step): Step {
	// What was said is judged as a file with the same words would be.
	const use: Use = (source, proof = 'jwt') => {
		draft.source = source;
		draft.proof = proof;
		const read = readConfigurationText(buildConfiguration({ ...draft, email: '' }));
		return read.ok ? undefined : read.message;
	};
	const after: Step = async () => next()();
	const choice = (icon: string, label: string, detail: string, value: () => Step): Choice<() => Step> => ({
		label,
		detail,
		iconPath: new vscode.ThemeIcon(icon),
		value,
	});
	const choices = () => [
		choice('file', l10n.t('File'), l10n.t('Something keeps a fresh token there, such as Kubernetes.'), () =>
			fileSteps(frame, 'jwt', use, after),
		),
		choice('globe', l10n.t('Address'), l10n.t('A server of yours, or of this machine, gives the token.'), () =>
			addressSteps(frame, use, after),
		),
		choice('azure', l10n.t('Azure'), l10n.t('The managed identity of this machine.'), () =>
			fieldStep(frame, {
				prompt: l10n.t('Application ID URI of the app that the provider knows'),
				placeholder: 'api://…',
				value: '',
				accept: async (typed) => (typed === '' ? l10n.t('Type the URI.') : use({ kind: 'azure', application: typed })),
				next: after,
			}),
		),
		choice('cloud', l10n.t('AWS'), l10n.t('The role of this machine, or keys in its environment.'), () => async () => {
			use({ kind: 'aws' });
			return after();
		}),
		choice('terminal', l10n.t('Program'), l10n.t('It prints the proof. You are asked before it is run.'), () =>
			programSteps(frame, use, after),
		),
		choice('file-code', l10n.t('SAML File'), l10n.t('A SAML 2.0 response that something keeps fresh there.'), () =>
			fileSteps(frame, 'saml2', use, after),
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

/** Notes the source; a message refuses it. */
type Use = (source: BuiltSource, proof?: Draft['proof']) => string | undefined;

const jsonField = () => l10n.t('Field of the JSON that holds the token; nothing where the token stands alone');

function fileSteps(frame: Frame, proof: Draft['proof'], use: Use, next: Step): Step {
	let path = '';
	const field = fieldStep(frame, {
		prompt: jsonField(),
		value: '',
		accept: async (typed) => use({ kind: 'file', path, field: typed }, proof),
		next,
	});
	return fieldStep(frame, {
		prompt: l10n.t('Path of the file'),
		placeholder: '/var/run/secrets/tokens/gcp',
		value: '',
		accept: async (typed) => {
			path = typed;
			return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(typed)
				? undefined
				: l10n.t('Type the whole path, from the root of the disk: programs are run in other folders.');
		},
		next: field,
	});
}

function addressSteps(frame: Frame, use: Use, next: Step): Step {
	let [url, header] = ['', ''];
	const field = fieldStep(frame, {
		prompt: jsonField(),
		placeholder: 'access_token',
		value: '',
		accept: async (typed) => use({ kind: 'url', url, header, field: typed }),
		next,
	});
	const headerStep = fieldStep(frame, {
		prompt: l10n.t('Header that the address wants; nothing where it wants none'),
		placeholder: 'Metadata: True',
		value: '',
		// It may be a secret.
		password: true,
		accept: async (typed) => {
			header = typed;
			return typed === '' || /^[^:\s]+:\s*\S/.test(typed) ? undefined : l10n.t('Type a name, a colon and a value.');
		},
		next: field,
	});
	return fieldStep(frame, {
		prompt: l10n.t('Address that gives the token'),
		placeholder: 'https://tokens.example.com/gcp',
		value: '',
		accept: async (typed) => {
			url = typed;
			return URL.canParse(typed) ? undefined : l10n.t('Type a whole address, with https.');
		},
		next: headerStep,
	});
}

function programSteps(frame: Frame, use: Use, next: Step): Step {
	let command = '';
	const file = fieldStep(frame, {
		prompt: l10n.t('File in which it leaves its last answer; nothing where it leaves none'),
		value: '',
		accept: async (typed) => use({ kind: 'executable', command, outputFile: typed }),
		next,
	});
	return fieldStep(frame, {
		prompt: l10n.t('The program and its arguments. There is no shell; quotation marks hold an argument together.'),
		placeholder: '/opt/proof --audience gemini',
		value: '',
		accept: async (typed) => {
			command = typed;
			return typed === '' ? l10n.t('Type a program and its arguments.') : undefined;
		},
		next: file,
	});
}

const projectStep = (frame: Frame, draft: Draft, next: Step): Step =>
	fieldStep(frame, {
		prompt: l10n.t('Project whose quota the workforce uses'),
		placeholder: 'my-project',
		value: '',
		accept: async (typed) => {
			draft.userProject = typed;
			return isProjectId(typed) || /^\d{4,20}$/.test(typed) ? undefined : l10n.t('Type the ID or number of a project.');
		},
		next,
	});

function accountStep(frame: Frame, draft: Draft, then: (entered: EnteredConfiguration) => Step): Step {
	let entered: EnteredConfiguration | undefined;
	return fieldStep(frame, {
		prompt: l10n.t('Service account to act as; nothing where the workload has its roles itself'),
		placeholder: 'name@project.iam.gserviceaccount.com',
		value: '',
		accept: async (email) => {
			if (email !== '' && !isAccountEmail(email)) {
				return l10n.t('This is not the address of a service account (…gserviceaccount.com).');
			}
			const text = buildConfiguration({ ...draft, email });
			const read = readConfigurationText(text);
			entered = read.ok ? { configuration: read.configuration, text } : undefined;
			return read.ok ? undefined : read.message;
		},
		next: async () => (entered ? then(entered)() : 'back'),
	});
}
