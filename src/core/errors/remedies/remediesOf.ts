import { indexFaultOf } from '../../profiles/indexFault.ts';
import type { Cause } from '../cause.ts';
import { errorInfoOf, helpLinksOf } from '../details.ts';
import { type Facts, factsOf } from '../facts.ts';
import type { Failure } from '../failure.ts';
import { pathInRequest } from '../fieldPath.ts';
import { textOf } from '../googleError.ts';
import {
	applicationDefaultLogin,
	grantImpersonation,
	grantOnProject,
	grantQuotaProject,
	type Member,
} from './commands.ts';
import { consolePage, enablePage } from './googlePages.ts';
import type { Remedy, RemedyId } from './remedy.ts';

/** What helps against each cause, the likeliest first. `copy-report` and `show-transcript` alone never do. */
const idsByCause: Readonly<Record<Cause, readonly RemedyId[]>> = {
	'api-key-invalid': ['replace-key', 'create-auth-key', 'switch-profile'],
	'api-key-expired': ['create-auth-key', 'replace-key', 'switch-profile'],
	'api-key-leaked': ['create-auth-key', 'replace-key', 'switch-profile'],
	'api-key-service-blocked': ['edit-key-restrictions', 'replace-key', 'switch-profile'],
	'api-key-referrer-blocked': ['edit-key-restrictions', 'replace-key', 'switch-profile'],
	'api-key-ip-blocked': ['edit-key-restrictions', 'switch-profile', 'replace-key'],
	'api-key-app-blocked': ['replace-key', 'edit-key-restrictions', 'switch-profile'],
	'api-key-not-accepted': ['create-auth-key', 'switch-method', 'switch-profile'],
	'credentials-missing': ['replace-key', 'open-proxy-settings', 'check-base-url', 'diagnose'],
	'credentials-conflict': ['switch-profile', 'check-base-url', 'diagnose'],
	'token-invalid': ['sign-in-again', 'retry', 'switch-profile'],
	'scope-insufficient': ['add-scope', 'switch-profile', 'diagnose'],
	'permission-denied': ['grant-role', 'switch-profile', 'diagnose'],
	'impersonation-denied': ['grant-role', 'switch-profile'],
	'quota-project-denied': ['set-quota-project', 'clear-quota-project', 'grant-role'],
	'api-disabled': ['open-enable-page', 'wait-and-retry', 'switch-profile'],
	'project-invalid': ['set-project', 'switch-profile'],
	'project-blocked': ['contact-support', 'switch-profile'],
	'billing-required': ['link-billing', 'switch-profile'],
	'credits-depleted': ['add-credits', 'switch-profile'],
	'organization-policy': ['ask-administrator', 'switch-profile', 'copy-report'],
	'location-unsupported': ['link-billing', 'change-location', 'switch-method'],
	'rate-limited': ['wait-and-retry', 'choose-model', 'switch-profile', 'raise-quota'],
	'quota-exhausted': ['choose-model', 'switch-profile', 'raise-quota'],
	'quota-zero': ['choose-model', 'raise-quota', 'switch-profile'],
	'server-busy': ['wait-and-retry', 'choose-model', 'change-location'],
	'server-error': ['retry', 'shorten-prompt', 'choose-model'],
	'deadline-exceeded': ['retry', 'shorten-prompt', 'choose-model'],
	'request-invalid': ['jump-to-field', 'edit-request'],
	'request-too-large': ['shorten-prompt', 'choose-model'],
	'model-not-found': ['choose-model', 'change-location'],
	'resource-not-found': ['check-base-url', 'edit-request', 'set-project'],
	'prompt-blocked': ['edit-request', 'adjust-safety', 'choose-model'],
	'answer-blocked': ['edit-request', 'adjust-safety', 'choose-model'],
	'answer-truncated': ['raise-output-limit', 'lower-thinking', 'shorten-prompt'],
	'answer-malformed': ['retry', 'edit-request', 'choose-model'],
	'oauth-client-invalid': ['replace-client-secret', 'fix-oauth-client', 'sign-in-again', 'show-transcript'],
	'oauth-redirect-mismatch': ['fix-redirect', 'sign-in-again'],
	'oauth-code-invalid': ['sign-in-again', 'show-transcript'],
	'oauth-declined': ['sign-in-again', 'switch-profile'],
	'oauth-refresh-revoked': ['sign-in-again', 'switch-profile'],
	'oauth-reauth-required': ['sign-in-again', 'switch-profile'],
	'oauth-scope-invalid': ['add-scope', 'switch-profile', 'diagnose'],
	'oauth-request-invalid': ['fix-oauth-client', 'show-transcript', 'diagnose'],
	'oauth-blocked': ['ask-administrator', 'fix-oauth-client', 'switch-profile'],
	'jwt-signature-invalid': ['fix-key-file', 'switch-profile'],
	'jwt-time-invalid': ['fix-clock', 'diagnose'],
	'service-account-not-found': ['fix-key-file', 'switch-profile'],
	'delegation-denied': ['ask-administrator', 'fix-key-file'],
	'federation-invalid': ['fix-federation', 'diagnose'],
	'network-unreachable': ['retry', 'open-proxy-settings', 'diagnose'],
	'network-timeout': ['retry', 'open-proxy-settings', 'diagnose'],
	'network-tls': ['open-certificate-settings', 'open-proxy-settings', 'fix-clock'],
	proxy: ['open-proxy-settings', 'check-base-url', 'diagnose'],
	'source-failed': ['check-source', 'switch-profile'],
	'adc-not-found': ['run-gcloud-login', 'switch-profile'],
	'credential-file-invalid': ['fix-key-file', 'switch-profile'],
	'host-not-allowed': ['check-base-url', 'fix-federation', 'switch-profile'],
	'consent-refused': ['retry', 'switch-profile'],
	'storage-failed': ['repair-profiles', 'check-storage', 'retry'],
	'sign-in-rejected': ['sign-in-again', 'show-transcript'],
	'sign-in-unanswered': ['sign-in-again', 'show-transcript', 'switch-profile'],
	'signed-out': ['sign-in-again', 'switch-profile'],
	'secret-missing': ['replace-key', 'check-storage', 'switch-profile'],
	'profile-gone': ['switch-profile'],
	'answer-incomplete': ['retry', 'choose-model'],
	conflict: ['retry'],
	unsupported: ['choose-model', 'check-base-url', 'switch-method'],
	unknown: ['retry', 'diagnose', 'copy-report'],
};

type Data = Omit<Remedy, 'id'>;

const memberOf = (credential = ''): Member =>
	['service-account', 'workload-identity', 'impersonation'].includes(credential)
		? 'serviceAccount:YOUR_SERVICE_ACCOUNT'
		: 'user:YOUR_EMAIL';

/** `The input token count (1048580) exceeds the maximum number of tokens allowed (1048576).` */
const tooManyTokens =
	/input token count \(?(\d{1,12})\)? exceeds the maximum number of tokens allowed \(?(\d{1,12})\)?/;

/** The data of a remedy; undefined where this failure gives it nothing to work with. */
const dataOf: {
	readonly [id in RemedyId]?: (facts: Facts, failure: Failure, member: Member | undefined) => Data | undefined;
} = {
	'open-enable-page': ({ service, project }, { error }) => {
		const offered = error ? [textOf(errorInfoOf(error)?.metadata['activationUrl']), ...helpLinksOf(error.details)] : [];
		const url = enablePage(service, project, offered);
		return url === undefined ? undefined : { url };
	},
	'edit-key-restrictions': ({ project }) => ({ url: consolePage('apis/credentials', project) }),
	'create-auth-key': () => ({ url: 'https://aistudio.google.com/apikey' }),
	'fix-oauth-client': ({ project }) => ({ url: consolePage('auth/clients', project) }),
	'repair-profiles': (_, failure) => (indexFaultOf(failure) === 'damaged' ? {} : undefined),
	// A list that does not parse was read.
	'check-storage': (_, failure) => (indexFaultOf(failure) ? undefined : {}),
	// No secret brings back a client that is gone.
	'replace-client-secret': (_, { oauth }) =>
		/deleted|disabled|not found/i.test(`${oauth?.error} ${oauth?.description}`) ? undefined : {},
	// The Gemini API itself has no locations to choose from; which countries it is offered in is another matter.
	'change-location': (_, { cause, host }) =>
		cause === 'location-unsupported' || host?.includes('aiplatform') ? {} : undefined,
	'fix-redirect': ({ project }) => ({ url: consolePage('auth/clients', project) }),
	'grant-role': (facts, { cause, context }, member) => ({
		url: consolePage(cause === 'impersonation-denied' ? 'iam-admin/serviceaccounts' : 'iam-admin/iam', facts.project),
		command: (cause === 'impersonation-denied'
			? grantImpersonation
			: cause === 'quota-project-denied'
				? grantQuotaProject
				: grantOnProject)(facts, member ?? memberOf(context?.credential)),
	}),
	'link-billing': ({ project }) => ({ url: consolePage('billing/linkedaccount', project) }),
	'add-credits': () => ({ url: 'https://ai.studio/projects' }),
	'contact-support': () => ({ url: 'https://cloud.google.com/support' }),
	'raise-quota': ({ project }) => ({ url: consolePage('iam-admin/quotas', project) }),
	'wait-and-retry': (_, { cause, retryDelayMs }) => ({
		afterMs: retryDelayMs ?? (cause === 'api-disabled' ? 300_000 : 5_000),
	}),
	'jump-to-field': ({ violations }) => {
		const field = violations.map((violation) => pathInRequest(violation)).find(Boolean);
		return field === undefined ? undefined : { field };
	},
	'run-gcloud-login': () => ({ command: applicationDefaultLogin }),
	'shorten-prompt': ({ message }) => {
		const [, sent, most] = tooManyTokens.exec(message) ?? [];
		const tokens = Number(sent) - Number(most);
		return tokens > 0 ? { surplus: { tokens, share: tokens / Number(sent) } } : {};
	},
	'fix-key-file': ({ project }) => ({ url: consolePage('iam-admin/serviceaccounts', project) }),
	'fix-federation': ({ project }) => ({ url: consolePage('iam-admin/workload-identity-pools', project) }),
};

/** Everything that can help against a failure, the likeliest first; never empty. `member`: whose call it was, where that is known. */
export function remediesOf(failure: Failure, member?: Member): readonly Remedy[] {
	const facts = factsOf(failure);
	const remedies = idsByCause[failure.cause].flatMap((id): readonly Remedy[] => {
		const make = dataOf[id];
		const data = make ? make(facts, failure, member) : {};
		return data === undefined ? [] : [{ id, ...data }];
	});
	// A service inside Google cannot be enabled: the address is what is wrong.
	return failure.cause === 'api-disabled' && remedies[0]?.id !== 'open-enable-page'
		? [{ id: 'check-base-url' }, ...remedies.filter(({ id }) => id !== 'wait-and-retry')]
		: remedies;
}
