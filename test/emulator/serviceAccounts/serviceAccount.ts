import { randomBytes } from 'node:crypto';
import { newSigningKey, type SigningKey } from '../oauth/signingKey.ts';
import { type Project, seededProjects } from '../projects.ts';

/** A key pair of a service account. What came of a deleted one is refused like a forgery. */
export type ServiceAccountKey = {
	/** `private_key_id`, and `kid` in what it signs: 40 hexadecimal digits. */
	readonly keyId: string;
	state: 'enabled' | 'disabled' | 'deleted';
	/** Made when it is first wanted: most tests want few, and each takes a while. */
	readonly pair: () => Promise<SigningKey>;
};

/**
 * A service account (https://cloud.google.com/iam/docs/service-account-overview). Its state decides about the tokens it has
 * already.
 */
export type ServiceAccount = {
	readonly email: string;
	/** 21 digits; `client_id` in the file of a key, and what an administrator delegates to. */
	readonly uniqueId: string;
	readonly project: Project;
	state: 'enabled' | 'disabled' | 'deleted';
	/** Oldest first. */
	readonly keys: ServiceAccountKey[];
};

/** What a certificate says that has no end (RFC 5280, section 4.1.2.5), as those of keys of service accounts have none. */
const never = new Date('9999-12-31T23:59:59Z');

/** `madeAt`: in milliseconds since 1970; from then its certificate holds. */
export function newKey(email: string, madeAt: number): ServiceAccountKey {
	const keyId = randomBytes(20).toString('hex');
	let pair: Promise<SigningKey> | undefined;
	return {
		keyId,
		state: 'enabled',
		pair: () => {
			const life = { notBeforeDate: new Date(madeAt), notAfterDate: never };
			pair ??= newSigningKey({ keyId, commonName: email.replace('@', '.'), life });
			return pair;
		},
	};
}

const emailOf = (name: string, { projectId }: Project) => `${name}@${projectId}.iam.gserviceaccount.com`;

/** With one key. */
export function newServiceAccount(name: string, project: Project, serial: number, madeAt: number): ServiceAccount {
	const email = emailOf(name, project);
	return {
		email,
		uniqueId: `1${String(serial).padStart(20, '0')}`,
		project,
		state: 'enabled',
		keys: [newKey(email, madeAt)],
	};
}

const { first, second } = seededProjects;

/** Emails of the accounts that are there from the beginning, by what is the matter with them. */
export const seededServiceAccounts = {
	runner: emailOf('latchkey-runner', first),
	/** In another project. */
	other: emailOf('latchkey-other', second),
	disabled: emailOf('latchkey-disabled', first),
	deleted: emailOf('latchkey-deleted', first),
	/** Is well, but its only key was deleted. */
	keyDeleted: emailOf('latchkey-key-deleted', first),
} as const;
