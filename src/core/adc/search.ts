import * as l10n from '@vscode/l10n';
import { isProjectId } from '../oauth/clientFile.ts';
import { type AdcFile, readCredentialFile } from './credentialFile.ts';
import type { Machine } from './machine.ts';

/** Where default credentials are looked for, in this order (https://cloud.google.com/docs/authentication/application-default-credentials). */
export const places = ['environment', 'gcloud', 'metadata'] as const;
export type Place = (typeof places)[number];

/** One place that was looked at. `broken`: there is something, which is of no use; the search ends with that too. */
export type Look = {
	readonly place: Place;
	/** Name of a variable, path of a file, or host. */
	readonly where: string;
	readonly result: 'found' | 'nothing' | 'broken' | 'passed-over';
	/** What was found, or why nothing, as a sentence. */
	readonly why: string;
};

/** What the search came to. `metadata`: host of the server that gives tokens of the account attached to the machine. */
export type Found = {
	readonly look: Look;
	readonly quotaProject?: string;
} & ({ readonly file: AdcFile } | { readonly metadata: string });

export type Search = { readonly looks: readonly Look[]; readonly found?: Found };

type Seen = { readonly look: Look; readonly file?: AdcFile; readonly metadata?: string };

/** Looks for default credentials as Google's libraries do, and says of each place what it saw there. */
export async function searchAdc(machine: Machine, signal: AbortSignal): Promise<Search> {
	const looks: Look[] = [];
	let found: Found | undefined;
	for (const place of places) {
		if (looks.some(({ result }) => result === 'found' || result === 'broken')) {
			looks.push({
				place,
				where: whereIs(place, machine),
				result: 'passed-over',
				why: l10n.t('Not looked at: the search ends with the first place that holds something.'),
			});
			continue;
		}
		const { look, file, metadata } = await lookers[place](machine, signal);
		looks.push(look);
		const quotaProject = quotaProjectIn(machine) ?? file?.quotaProject;
		const own = { look, ...(quotaProject ? { quotaProject } : {}) };
		if (file) {
			found = { ...own, file };
		} else if (metadata !== undefined) {
			found = { ...own, metadata };
		}
	}
	return { looks, ...(found ? { found } : {}) };
}

/** Also in lower case, as google-auth-library takes it. */
const variables = ['GOOGLE_APPLICATION_CREDENTIALS', 'google_application_credentials'];

function whereIs(place: Place, machine: Machine): string {
	switch (place) {
		case 'environment':
			return variables.find((name) => machine.environment[name]) ?? 'GOOGLE_APPLICATION_CREDENTIALS';
		case 'gcloud':
			return gcloudFile(machine);
		case 'metadata':
			return metadataHost(machine);
	}
}

/** Where `gcloud auth application-default login` writes (https://cloud.google.com/sdk/docs/configurations, CLOUDSDK_CONFIG). */
function gcloudFile({ environment, isWindows, home }: Machine): string {
	const separator = isWindows ? '\\' : '/';
	const folder =
		environment['CLOUDSDK_CONFIG'] ||
		(isWindows
			? [environment['APPDATA'] || [home, 'AppData', 'Roaming'].join(separator), 'gcloud'].join(separator)
			: [home, '.config', 'gcloud'].join(separator));
	return `${folder}${separator}application_default_credentials.json`;
}

/** Named by number where nothing else is said: a name would have to be looked up, which takes long away from Google. */
function metadataHost({ environment }: Machine): string {
	const named = environment['GCE_METADATA_HOST'] || environment['GCE_METADATA_IP'] || '';
	return /^[\w.-]{1,253}(:\d{1,5})?$|^\[[\da-f:]{2,45}\](:\d{1,5})?$/i.test(named) ? named : '169.254.169.254';
}

const lookers: Readonly<Record<Place, (machine: Machine, signal: AbortSignal) => Promise<Seen>>> = {
	environment: async (machine) => {
		const where = whereIs('environment', machine);
		const path = machine.environment[where];
		return path
			? lookAtFile(machine, path, { place: 'environment', where: `${where} = ${path}` }, 'broken')
			: { look: { place: 'environment', where, result: 'nothing', why: l10n.t('The variable is not set.') } };
	},
	gcloud: async (machine) => {
		const where = gcloudFile(machine);
		return lookAtFile(machine, where, { place: 'gcloud', where }, 'nothing');
	},
	metadata: async (machine, signal) => {
		const where = metadataHost(machine);
		const look = { place: 'metadata', where } as const;
		const answer = await askMetadata(machine, where, 'instance/service-accounts/default/email', signal);
		if (answer.kind === 'silent') {
			const why = l10n.t('No metadata server answers: this is no machine of Google Cloud.');
			return { look: { ...look, result: 'nothing', why } };
		}
		if (answer.headers['metadata-flavor'] !== 'Google') {
			const why = l10n.t('What answers there is not Google’s metadata server.');
			return { look: { ...look, result: 'nothing', why } };
		}
		if (answer.status !== 200) {
			const why = l10n.t('The metadata server knows no service account of this machine.');
			return { look: { ...look, result: 'broken', why } };
		}
		const account = answer.body.trim().slice(0, 200);
		const why = l10n.t('The service account attached to the machine: {0}.', account);
		return { look: { ...look, result: 'found', why }, metadata: where };
	},
};

async function lookAtFile(
	machine: Machine,
	path: string,
	look: Pick<Look, 'place' | 'where'>,
	missing: 'nothing' | 'broken',
): Promise<Seen> {
	const read = await machine.readFile(path);
	if (read.kind !== 'read') {
		const isMissing = read.kind === 'missing';
		const why = isMissing ? l10n.t('There is no such file.') : l10n.t('The file cannot be read ({0}).', read.reason);
		return { look: { ...look, result: isMissing ? missing : 'broken', why } };
	}
	const parsed = readCredentialFile(read.text);
	return parsed.ok
		? { look: { ...look, result: 'found', why: inWords(parsed.file) }, file: parsed.file }
		: { look: { ...look, result: 'broken', why: parsed.message } };
}

/** In milliseconds: whoever is there answers at once. */
const patience = 2_000;

/** https://cloud.google.com/compute/docs/metadata/querying-metadata */
export const askMetadata = ({ askLocally }: Machine, host: string, path: string, signal: AbortSignal) =>
	askLocally({
		method: 'GET',
		url: `http://${host}/computeMetadata/v1/${path}`,
		headers: { 'metadata-flavor': 'Google' },
		timeout: patience,
		signal,
	});

/** Stands above what a file says (https://cloud.google.com/docs/quotas/set-quota-project). */
function quotaProjectIn({ environment }: Machine): string | undefined {
	const project = environment['GOOGLE_CLOUD_QUOTA_PROJECT'] ?? '';
	return isProjectId(project) ? project : undefined;
}

/** What a file holds, as a sentence. */
function inWords({ credentials }: AdcFile): string {
	switch (credentials.type) {
		case 'authorized_user':
			return l10n.t('A person’s sign-in with gcloud.');
		case 'service_account':
			return l10n.t('The key of the service account {0}.', credentials.key.email);
		case 'impersonated_service_account':
			return l10n.t('An impersonation of {0}. {1}', credentials.email, inWords({ credentials: credentials.source }));
		case 'external_account':
			return credentials.configuration.email
				? l10n.t('A workload identity that acts as {0}.', credentials.configuration.email)
				: l10n.t('A workload identity.');
		case 'external_account_authorized_user':
			return l10n.t('A person’s sign-in of a workforce pool.');
	}
}
