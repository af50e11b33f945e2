import type { Facts } from '../facts.ts';

/** A word from a server goes into a command only in this form; anything else is left for the person to fill in. */
const word = (text: string, placeholder: string): string => (/^[\w][\w.:@-]{0,120}$/.test(text) ? text : placeholder);

/** Roles that hold the permissions Gemini's callers lack most often (https://cloud.google.com/iam/docs/permissions-reference). */
const roleByPermission: Readonly<Record<string, string>> = {
	'aiplatform.endpoints.predict': 'roles/aiplatform.user',
	'serviceusage.services.use': 'roles/serviceusage.serviceUsageConsumer',
	'secretmanager.versions.access': 'roles/secretmanager.secretAccessor',
	'apikeys.keys.create': 'roles/serviceusage.apiKeysAdmin',
};

const tokenCreator = 'roles/iam.serviceAccountTokenCreator';
const consumer = 'roles/serviceusage.serviceUsageConsumer';

/** Who is to be given the role, as IAM writes it (https://cloud.google.com/iam/docs/principal-identifiers). A machine is no user. */
export type Member = `user:${string}` | `serviceAccount:${string}`;

/** A name that an identity provider gave goes in by the same rule. */
const memberWord = (member: Member): string =>
	word(member, member.startsWith('user:') ? 'user:YOUR_EMAIL' : 'serviceAccount:YOUR_SERVICE_ACCOUNT');

const onProject = (project: string, role: string, member: Member): string =>
	`gcloud projects add-iam-policy-binding ${word(project, 'PROJECT_ID')} --member=${memberWord(member)} --role=${role}`;

export const grantOnProject = ({ project, permission }: Facts, member: Member): string =>
	onProject(
		project,
		Object.hasOwn(roleByPermission, permission) ? (roleByPermission[permission] ?? 'ROLE') : 'ROLE',
		member,
	);

export const grantQuotaProject = ({ project }: Facts, member: Member): string => onProject(project, consumer, member);

export const grantImpersonation = ({ serviceAccount }: Facts, member: Member): string =>
	`gcloud iam service-accounts add-iam-policy-binding ${word(serviceAccount, 'SERVICE_ACCOUNT_EMAIL')} --member=${memberWord(member)} --role=${tokenCreator}`;

export const applicationDefaultLogin = 'gcloud auth application-default login';
