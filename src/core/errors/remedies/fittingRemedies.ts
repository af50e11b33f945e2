import type { Profile } from '../../profiles/profile.ts';
import type { Failure } from '../failure.ts';
import type { Member } from './commands.ts';
import { remediesOf } from './remediesOf.ts';
import type { Remedy, RemedyId } from './remedy.ts';

/** Whose call failed, and what else there is. */
export type Situation = {
	/** Absent where there was none to call with. */
	readonly profile?: Profile | undefined;
	/** Whether there is another profile to switch to. */
	readonly hasOthers: boolean;
};

type Method = Profile['method'];

/** What takes the place of a remedy for credentials of another kind. */
const insteadOf: { readonly [id in RemedyId]?: { readonly [method in Method]?: RemedyId } } = {
	'sign-in-again': {
		adc: 'run-gcloud-login',
		'service-account': 'fix-key-file',
		'workload-identity': 'fix-federation',
	},
	'add-scope': { adc: 'run-gcloud-login', 'access-token': 'sign-in-again' },
	'replace-key': {
		'oauth-user': 'sign-in-again',
		'access-token': 'sign-in-again',
		'service-account': 'fix-key-file',
		'workload-identity': 'fix-federation',
		adc: 'run-gcloud-login',
	},
	'fix-key-file': { 'workload-identity': 'fix-federation', adc: 'run-gcloud-login' },
};

/** Which kinds of credentials a remedy is for; what is not here is for each. */
const methodsOf: { readonly [id in RemedyId]?: readonly Method[] } = {
	'replace-key': ['api-key'],
	'create-auth-key': ['api-key'],
	'edit-key-restrictions': ['api-key'],
	'sign-in-again': ['oauth-user', 'access-token'],
	'add-scope': ['oauth-user'],
	'replace-client-secret': ['oauth-user', 'oauth-client-credentials'],
	'fix-key-file': ['service-account'],
	'fix-federation': ['workload-identity'],
	'run-gcloud-login': ['adc'],
	'check-source': ['api-key', 'oauth-user', 'oauth-client-credentials', 'service-account'],
};

/** What a remedy needs of a profile beside its kind. */
const needs: { readonly [id in RemedyId]?: (profile: Profile) => boolean } = {
	'clear-quota-project': ({ quotaProject }) => quotaProject !== undefined,
	'replace-client-secret': (profile) => !('client' in profile) || profile.client.auth !== 'none',
	'check-base-url': ({ baseUrl }) => baseUrl !== undefined,
	'check-source': (profile) => 'source' in profile && profile.source !== undefined,
	'show-transcript': ({ method }) => method !== 'api-key',
	'grant-role': ({ method }) => method !== 'api-key',
};

/** Everything that can help against a failure with this very profile; what cannot be done with it is left out. Never empty. */
export function fittingRemedies(failure: Failure, { profile, hasOthers }: Situation): readonly Remedy[] {
	const all = remediesOf(failure, profile && memberOf(profile, failure));
	const fitting = all.flatMap((remedy): readonly Remedy[] => {
		const { id } = remedy;
		if (id === 'switch-profile' && profile && !hasOthers) {
			return [{ id: 'switch-method' }];
		}
		const other = profile && insteadOf[id]?.[profile.method];
		const fits = other ? { id: other } : remedy;
		return isFor(fits.id, profile) ? [fits] : [];
	});
	const once = fitting.filter(({ id }, index) => fitting.findIndex((each) => each.id === id) === index);
	return once.length > 0 ? once : profile ? [{ id: 'diagnose' }] : [{ id: 'switch-profile' }];
}

function isFor(id: RemedyId, profile: Profile | undefined): boolean {
	if (!profile) {
		return !ofProfile.includes(id) && methodsOf[id] === undefined;
	}
	return (methodsOf[id]?.includes(profile.method) ?? true) && (needs[id]?.(profile) ?? true);
}

/** What is done to a profile, or asked about it. */
const ofProfile: readonly RemedyId[] = [
	'diagnose',
	'set-project',
	'set-quota-project',
	'clear-quota-project',
	'check-base-url',
	'grant-role',
];

/** Whom a role would be given to, as far as the profile tells. */
function memberOf(profile: Profile, { cause }: Failure): Member | undefined {
	switch (profile.method) {
		case 'oauth-user':
			return profile.signIn?.account.includes('@') ? `user:${profile.signIn.account}` : undefined;
		case 'service-account':
			return `serviceAccount:${profile.email}`;
		case 'impersonation':
		case 'workload-identity':
			// Who may not act as the account is not the account.
			return profile.email && cause !== 'impersonation-denied' ? `serviceAccount:${profile.email}` : undefined;
		default:
			return undefined;
	}
}
