import * as l10n from '@vscode/l10n';
import {
	audienceOf,
	type BuiltSource,
	buildConfiguration,
	workloadAudience,
} from '../../core/federation/buildConfiguration.ts';
import { isWorkforce, readConfigurationText, refusalOfAudience } from '../../core/federation/configuration.ts';
import { isAccountEmail } from '../../core/impersonation/accountEmail.ts';
import { isProjectId } from '../../core/oauth/clientFile.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';
import type { EnteredConfiguration } from './configurationSteps.ts';
import { proofSourceStep, type Take } from './proofSourceSteps.ts';

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
	const take: Take = (source, proof = 'jwt') => {
		draft.source = source;
		draft.proof = proof;
		const read = readConfigurationText(textOf(draft, ''));
		return read.ok ? undefined : read.message;
	};
	const source = proofSourceStep(frame, take, async () =>
		(isWorkforce(draft.audience) ? projectStep(frame, draft, account) : account)(),
	);
	return providerStep(frame, draft, source);
}

/** A project that was asked for before another provider was named is none of this one. */
const textOf = (draft: Draft, email: string): string =>
	buildConfiguration({ ...draft, email, userProject: isWorkforce(draft.audience) ? draft.userProject : '' });

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
			const text = textOf(draft, email);
			const read = readConfigurationText(text);
			entered = read.ok ? { configuration: read.configuration, text } : undefined;
			return read.ok ? undefined : read.message;
		},
		next: async () => (entered ? then(entered)() : 'back'),
	});
}
