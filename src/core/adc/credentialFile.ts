import * as l10n from '@vscode/l10n';
import { isRecord, type JsonRecord, textOf } from '../errors/googleError.ts';
import { type Configuration, hostToConfirm, readConfiguration } from '../federation/configuration.ts';
import { isAccountEmail } from '../impersonation/accountEmail.ts';
import { isProjectId } from '../oauth/clientFile.ts';
import { parseJson } from '../parseJson.ts';
import { isTwice, longestKeyFile, readKeyFile, type ServiceAccountKey, shown } from '../serviceAccounts/keyFile.ts';
import { accountIn, isStsAddress, leadsElsewhere } from './googleAddresses.ts';

/** What a file of Application Default Credentials may hold, by its `type` (https://google.aip.dev/auth/4110). */
export type AdcCredentials =
	/** Somebody's sign-in with gcloud. */
	| { readonly type: 'authorized_user'; readonly client: AdcClient }
	| { readonly type: 'service_account'; readonly key: ServiceAccountKey }
	| {
			readonly type: 'impersonated_service_account';
			readonly email: string;
			readonly delegates: readonly string[];
			readonly source: AdcCredentials;
	  }
	| { readonly type: 'external_account'; readonly configuration: Configuration }
	/** Somebody's sign-in of a workforce pool. */
	| { readonly type: 'external_account_authorized_user'; readonly client: AdcClient; readonly tokenUrl: string };

export type AdcClient = { readonly id: string; readonly secret: string; readonly refreshToken: string };

export type AdcFile = {
	readonly credentials: AdcCredentials;
	/** `quota_project_id`. */
	readonly quotaProject?: string;
};

export type ReadAdcFile =
	| { readonly ok: true; readonly file: AdcFile }
	| { readonly ok: false; readonly message: string };

type Read = { readonly ok: true; readonly credentials: AdcCredentials } | Refused;
type Refused = { readonly ok: false; readonly message: string };
const refuse = (message: string): Refused => ({ ok: false, message });

/** Where something may be sent, and whatever else decides that: a file in which one stands twice says two things. */
const deciding = ['type', 'token_uri', 'token_url', 'service_account_impersonation_url', 'refresh_token'];

/** Reads a file of default credentials. Whatever it says about hosts is judged here, before anything is sent. */
export function readCredentialFile(text: string): ReadAdcFile {
	if (text.length > longestKeyFile) {
		return refuse(l10n.t('The file is too large to hold credentials.'));
	}
	const plain = text.replace(/^\ufeff/, '').trim();
	const json = parseJson(plain);
	if (!isRecord(json)) {
		return refuse(l10n.t('The file is no JSON.'));
	}
	// The source of an impersonation has a type of its own.
	const twice = isRecord(json['source_credentials']) ? undefined : deciding.find((name) => isTwice(plain, name));
	if (twice) {
		return refuse(l10n.t('“{0}” stands in the file twice. Nobody can tell which one counts.', twice));
	}
	const read = readCredentials(json, true);
	const quotaProject = textOf(json['quota_project_id']);
	return read.ok
		? {
				ok: true,
				file: { credentials: read.credentials, ...(isProjectId(quotaProject) ? { quotaProject } : {}) },
			}
		: read;
}

function readCredentials(json: JsonRecord, maySource: boolean): Read {
	const type = textOf(json['type']);
	const universe = textOf(json['universe_domain']) || 'googleapis.com';
	if (universe !== 'googleapis.com') {
		return refuse(
			l10n.t('The credentials are of another cloud than Google’s own ({0}), which has no Gemini API.', shown(universe)),
		);
	}
	switch (type) {
		case 'authorized_user': {
			const tokenUri = textOf(json['token_uri']) || googleTokenUri;
			const client = clientIn(json);
			if (tokenUri !== googleTokenUri) {
				return refuse(leadsElsewhere('token_uri', tokenUri));
			}
			return client ? { ok: true, credentials: { type, client } } : refuse(incomplete());
		}
		case 'service_account': {
			const read = readKeyFile(JSON.stringify(json));
			return read.ok ? { ok: true, credentials: { type, key: read.key } } : read;
		}
		case 'external_account_authorized_user': {
			const tokenUrl = textOf(json['token_url']) || 'https://sts.googleapis.com/v1/oauthtoken';
			const client = clientIn(json);
			if (!isStsAddress(tokenUrl, '/v1/oauthtoken')) {
				return refuse(leadsElsewhere('token_url', tokenUrl));
			}
			return client ? { ok: true, credentials: { type, client, tokenUrl } } : refuse(incomplete());
		}
		case 'impersonated_service_account':
			return maySource ? readImpersonation(json) : refuse(l10n.t('An impersonation in the file leads to another one.'));
		case 'external_account': {
			const read = readConfiguration(json);
			if (!read.ok) {
				return read;
			}
			if (read.configuration.source.kind === 'executable') {
				return refuse(
					l10n.t(
						'The file has a command be run for the proof. Add it as a workload identity, where you are asked about that command.',
					),
				);
			}
			// Nobody was asked about that host, and whoever may write the file is not always its reader.
			return hostToConfirm(read.configuration) === undefined
				? { ok: true, credentials: { type, configuration: read.configuration } }
				: refuse(
						l10n.t(
							'The file has a token fetched from {0}. Add it as a workload identity, where you are asked about that host.',
							shown(hostToConfirm(read.configuration) ?? ''),
						),
					);
		}
		default:
			return refuse(
				type === ''
					? l10n.t('The file does not say what it holds: its “type” is missing.')
					: l10n.t('The file holds credentials of a kind that is not known: {0}.', shown(type)),
			);
	}
}

function readImpersonation(json: JsonRecord): Read {
	const url = textOf(json['service_account_impersonation_url']);
	const email = accountIn(url);
	if (email === undefined) {
		return refuse(leadsElsewhere('service_account_impersonation_url', url));
	}
	const { delegates = [], source_credentials } = json;
	const chain = Array.isArray(delegates)
		? delegates.map((each) => textOf(each).replace('projects/-/serviceAccounts/', ''))
		: [''];
	if (!chain.every(isAccountEmail)) {
		return refuse(l10n.t('“delegates” in the file is no list of service accounts.'));
	}
	const source = isRecord(source_credentials) ? readCredentials(source_credentials, false) : refuse(incomplete());
	return source.ok
		? {
				ok: true,
				credentials: {
					type: 'impersonated_service_account',
					email,
					delegates: chain,
					source: source.credentials,
				},
			}
		: source;
}

const googleTokenUri = 'https://oauth2.googleapis.com/token';

const incomplete = (): string => l10n.t('The file is incomplete: a part of the credentials is missing.');

function clientIn(json: JsonRecord): AdcClient | undefined {
	const [id, secret, refreshToken] = ['client_id', 'client_secret', 'refresh_token'].map((name) => textOf(json[name]));
	return id && secret && refreshToken ? { id, secret, refreshToken } : undefined;
}
