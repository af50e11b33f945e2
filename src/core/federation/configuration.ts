import * as l10n from '@vscode/l10n';
import { accountIn, isStsAddress, leadsElsewhere } from '../adc/googleAddresses.ts';
import { isRecord, type JsonRecord, textOf } from '../errors/googleError.ts';
import { longestLifetime } from '../impersonation/lifetime.ts';
import { isProjectId } from '../oauth/clientFile.ts';
import { parseJson } from '../parseJson.ts';
import { isTwice, longestKeyFile, shown } from '../serviceAccounts/keyFile.ts';
import { readSource, type SubjectSource } from './subjectSource.ts';

/**
 * How a workload proves at Google who it is elsewhere: the file that `gcloud iam workload-identity-pools create-cred-config` writes
 * (https://google.aip.dev/auth/4117).
 */
export type Configuration = {
	/** The provider that takes the word of the other side. */
	readonly audience: string;
	readonly subjectTokenType: string;
	readonly tokenUrl: string;
	readonly source: SubjectSource;
	/** Account to act as; absent where the federated token itself is used. */
	readonly email?: string;
	/** Of the account's token, in seconds. */
	readonly lifetime: number;
	/** Whose quota a workforce uses at the exchange. */
	readonly userProject?: string;
	readonly quotaProject?: string;
	/** How a client proves itself at the exchange, where a workforce wants that. */
	readonly client?: { readonly id: string; readonly secret: string };
};

export type ReadConfiguration =
	| { readonly ok: true; readonly configuration: Configuration }
	| { readonly ok: false; readonly message: string };

const refuse = (message: string): ReadConfiguration => ({ ok: false, message });

/** What decides where something is read, asked or sent. */
const deciding = [
	'audience',
	'token_url',
	'service_account_impersonation_url',
	'credential_source',
	'file',
	'url',
	'executable',
];

/** Reads a configuration as it was pasted or lies in a file. */
export function readConfigurationText(text: string): ReadConfiguration {
	if (text.length > longestKeyFile) {
		return refuse(l10n.t('This is too large to describe a workload identity.'));
	}
	const plain = text.replace(/^\ufeff/, '').trim();
	const json = parseJson(plain);
	if (!isRecord(json)) {
		return refuse(l10n.t('This is no JSON. Take the whole file as gcloud wrote it.'));
	}
	if (json['type'] !== 'external_account') {
		return refuse(
			json['type'] === 'service_account'
				? l10n.t('This is the key of a service account. Add it as one.')
				: l10n.t('This describes no workload identity: its “type” is not external_account.'),
		);
	}
	const twice = deciding.find((name) => isTwice(plain, name));
	return twice
		? refuse(l10n.t('“{0}” stands in the file twice. Nobody can tell which one counts.', twice))
		: readConfiguration(json);
}

/** Judges everything in it that leads anywhere, before anything is read or sent. */
export function readConfiguration(json: JsonRecord): ReadConfiguration {
	const field = (name: string): string => textOf(json[name]);
	const universe = field('universe_domain') || 'googleapis.com';
	if (universe !== 'googleapis.com') {
		return refuse(
			l10n.t('It is of another cloud than Google’s own ({0}), which has no Gemini Developer API.', shown(universe)),
		);
	}
	const wrong = refusalOfAudience(field('audience'));
	if (wrong) {
		return refuse(wrong);
	}
	const tokenUrl = field('token_url') || 'https://sts.googleapis.com/v1/token';
	const infoUrl = field('token_info_url');
	const impersonationUrl = field('service_account_impersonation_url');
	const email = impersonationUrl === '' ? undefined : accountIn(impersonationUrl);
	if (!isStsAddress(tokenUrl, '/v1/token')) {
		return refuse(leadsElsewhere('token_url', tokenUrl));
	}
	if (infoUrl !== '' && !isStsAddress(infoUrl, '/v1/introspect')) {
		return refuse(leadsElsewhere('token_info_url', infoUrl));
	}
	if (impersonationUrl !== '' && email === undefined) {
		return refuse(leadsElsewhere('service_account_impersonation_url', impersonationUrl));
	}
	const subjectTokenType = field('subject_token_type');
	if (!/^urn:[\w:.-]{3,120}$/.test(subjectTokenType)) {
		return refuse(l10n.t('“{0}” is missing in the file.', 'subject_token_type'));
	}
	const impersonation = json['service_account_impersonation'];
	const lifetime = isRecord(impersonation)
		? (impersonation['token_lifetime_seconds'] ?? longestLifetime)
		: longestLifetime;
	if (typeof lifetime !== 'number' || !Number.isInteger(lifetime) || lifetime < 600 || lifetime > longestAllowed) {
		return refuse(l10n.t('“token_lifetime_seconds” is no number from {0} to {1}.', 600, longestAllowed));
	}
	const read = readSource(json['credential_source']);
	if (!read.ok) {
		return read;
	}
	const [userProject, quotaProject] = [field('workforce_pool_user_project'), field('quota_project_id')];
	const [id, secret] = [field('client_id'), field('client_secret')];
	return {
		ok: true,
		configuration: {
			audience: field('audience'),
			subjectTokenType,
			tokenUrl,
			source: read.source,
			lifetime,
			...(email === undefined ? {} : { email }),
			...(isProjectId(userProject) || /^\d{4,20}$/.test(userProject) ? { userProject } : {}),
			...(isProjectId(quotaProject) ? { quotaProject } : {}),
			...(id && secret ? { client: { id, secret } } : {}),
		},
	};
}

/** With a policy of the organization, Google gives tokens for so long; in seconds. */
const longestAllowed = 43_200;

/** Host on the net that the token of the other side is asked of; undefined where that is a file or the machine itself. */
export const hostToConfirm = ({ source }: Pick<Configuration, 'source'>): string | undefined =>
	source.kind === 'url' && source.url.startsWith('https:') ? new URL(source.url).host : undefined;

const provider = '[\\w.-]{1,64}/providers/[\\w.-]{1,64}$';
const workload = new RegExp(
	`^//iam\\.googleapis\\.com/projects/\\d{4,20}/locations/global/workloadIdentityPools/${provider}`,
);
const workforce = new RegExp(`^//iam\\.googleapis\\.com/locations/[\\w-]{1,40}/workforcePools/${provider}`);

export const isWorkforce = (audience: string): boolean => workforce.test(audience);

export function refusalOfAudience(audience: string): string | undefined {
	if (workload.test(audience) || workforce.test(audience)) {
		return undefined;
	}
	return /^\/\/iam\.googleapis\.com\/projects\/[^/]*[^/\d][^/]*\//.test(audience)
		? l10n.t('“audience” names the project by its id. Google wants its number there.')
		: l10n.t('“audience” is not the name of a provider in a workload identity or workforce pool.');
}
