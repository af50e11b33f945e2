/** What can help, as a word; whoever shows it gives it a button, and carries it out on the profile in question. */
export const remedyIds = [
	'open-enable-page',
	'edit-key-restrictions',
	'replace-key',
	'create-auth-key',
	'switch-profile',
	'switch-method',
	'sign-in-again',
	'add-scope',
	'replace-client-secret',
	'fix-oauth-client',
	'fix-redirect',
	'set-project',
	'set-quota-project',
	'clear-quota-project',
	'grant-role',
	'link-billing',
	'add-credits',
	'contact-support',
	'ask-administrator',
	'change-location',
	'choose-model',
	'wait-and-retry',
	'retry',
	'raise-quota',
	'edit-request',
	'jump-to-field',
	'shorten-prompt',
	'raise-output-limit',
	'lower-thinking',
	'adjust-safety',
	'fix-clock',
	'fix-key-file',
	'fix-federation',
	'run-gcloud-login',
	'open-proxy-settings',
	'open-certificate-settings',
	'check-base-url',
	'check-source',
	'check-storage',
	'repair-profiles',
	'show-transcript',
	'diagnose',
	'copy-report',
] as const;
export type RemedyId = (typeof remedyIds)[number];

export const isRemedyId = (id: unknown): id is RemedyId => remedyIds.includes(id as RemedyId);

/** Those that change or send the very request that failed, which only the page that shows it can do. */
const onPage: ReadonlySet<RemedyId> = new Set<RemedyId>([
	'choose-model',
	'wait-and-retry',
	'retry',
	'edit-request',
	'jump-to-field',
	'shorten-prompt',
	'raise-output-limit',
	'lower-thinking',
]);

/** Whether a remedy can be carried out without the request that failed, such as from a notification. */
export const isForAnyPlace = ({ id }: Remedy): boolean => !onPage.has(id);

export type Remedy = {
	readonly id: RemedyId;
	/** Page that cures it: https, on a host of Google's. */
	readonly url?: string;
	/** Command for a terminal; every word of it that came from a server is checked. Names in capitals are left for the person to fill in. */
	readonly command?: string;
	/** How long to wait before, in milliseconds. */
	readonly afterMs?: number;
	/** Path of the field in the request that was sent. */
	readonly field?: string;
	/** By how many tokens the prompt is too long, and which part of it that is, from 0 to 1. */
	readonly surplus?: { readonly tokens: number; readonly share: number };
};
