import * as l10n from '@vscode/l10n';
import { isRecord, type JsonRecord, textOf } from '../errors/googleError.ts';
import { readCommandLine } from '../secretSources/commandLine.ts';
import { shown } from '../serviceAccounts/keyFile.ts';
import { isLocalPath } from './localPath.ts';

/** How a subject token stands in what was read: alone, or in a field of a JSON document. */
export type TokenFormat = { readonly type: 'text' } | { readonly type: 'json'; readonly field: string };

/** Where a workload has the token that says who it is. */
export type SubjectSource =
	| { readonly kind: 'file'; readonly path: string; readonly format: TokenFormat }
	| {
			readonly kind: 'url';
			readonly url: string;
			/** They may hold a secret. */
			readonly headers: Readonly<Record<string, string>>;
			readonly format: TokenFormat;
	  }
	/** A program that prints it; run only after a person's yes. */
	| {
			readonly kind: 'executable';
			/** The program, and its arguments. */
			readonly command: readonly string[];
			readonly timeoutSeconds: number;
			/** Where the program leaves its last answer, for the next time. */
			readonly outputFile?: string;
	  }
	/** A call of GetCallerIdentity at AWS that is signed and not sent; addresses of the machine's own metadata server. */
	| {
			readonly kind: 'aws';
			readonly verificationUrl: string;
			readonly regionUrl?: string;
			readonly credentialsUrl?: string;
			readonly sessionTokenUrl?: string;
	  };

export type ReadSource =
	| { readonly ok: true; readonly source: SubjectSource }
	| { readonly ok: false; readonly message: string };

const notLocal = (field: string): string =>
	l10n.t('“{0}” in “credential_source” is no whole path on a disk of this machine.', field);

const refuse = (message: string) => ({ ok: false, message }) as const;

/** Reads `credential_source`. */
export function readSource(value: unknown): ReadSource {
	const json: JsonRecord = isRecord(value) ? value : {};
	if (json['certificate'] !== undefined) {
		return refuse(l10n.t('The file wants a client certificate (X.509), which Latchkey cannot use.'));
	}
	const [path, url, environment] = ['file', 'url', 'environment_id'].map((name) => textOf(json[name]));
	const { executable } = json;
	// AWS has a URL as well, for its keys.
	const named = [path, environment || url, executable].filter(Boolean);
	if (named.length !== 1) {
		return refuse(l10n.t('“credential_source” has to name one source: a file, a URL, an executable or AWS.'));
	}
	if (environment) {
		return readAws(json, environment);
	}
	if (executable) {
		return readExecutable(executable);
	}
	const format = readFormat(json['format']);
	if (!format) {
		return refuse(l10n.t('“format” in “credential_source” is neither text nor JSON with the name of a field.'));
	}
	if (path) {
		return isLocalPath(path) ? { ok: true, source: { kind: 'file', path, format } } : refuse(notLocal('file'));
	}
	const headers = readHeaders(json['headers']);
	if (!headers) {
		return refuse(l10n.t('“headers” in “credential_source” are no headers.'));
	}
	return url && mayBeAsked(url)
		? { ok: true, source: { kind: 'url', url, headers, format } }
		: refuse(
				l10n.t(
					'“url” in “credential_source” leads to {0}. It has to be https, or the machine itself (127.0.0.1, 169.254.169.254).',
					shown(url ?? ''),
				),
			);
}

/** In milliseconds; Google's libraries take what lies between these. */
const [usualPatience, leastPatience, mostPatience] = [30_000, 5_000, 120_000];

/** https://google.aip.dev/auth/4117#determining-the-subject-token-in-executable-sourced-credentials */
function readExecutable(value: unknown): ReadSource {
	const json: JsonRecord = isRecord(value) ? value : {};
	const read = readCommandLine(textOf(json['command']));
	if (read.kind !== 'command') {
		return refuse(
			read.kind === 'shell'
				? l10n.t('The command in “executable” needs a shell for {0}, and it is run without one.', shown(read.word))
				: l10n.t('“executable” in “credential_source” has no command that can be run.'),
		);
	}
	const { timeout_millis: patience = usualPatience, output_file: file } = json;
	if (typeof patience !== 'number' || !(patience >= leastPatience && patience <= mostPatience)) {
		return refuse(l10n.t('“timeout_millis” is no number from {0} to {1}.', leastPatience, mostPatience));
	}
	const outputFile = textOf(file);
	return outputFile === '' || isLocalPath(outputFile)
		? {
				ok: true,
				source: {
					kind: 'executable',
					command: read.command,
					timeoutSeconds: Math.ceil(patience / 1000),
					...(outputFile ? { outputFile } : {}),
				},
			}
		: refuse(notLocal('output_file'));
}

/** Where each cloud's machines find their metadata server. */
const metadataHosts = ['169.254.169.254', '[fd00:ec2::254]'];
const localHosts = [...metadataHosts, '127.0.0.1', '[::1]', 'localhost'];

function parsed(text: string): URL | undefined {
	try {
		const url = new URL(text);
		const isPlain = url.username === '' && url.password === '' && url.hash === '' && text.length <= 2_000;
		return isPlain ? url : undefined;
	} catch {
		return undefined;
	}
}

function mayBeAsked(text: string): boolean {
	const url = parsed(text);
	return url?.protocol === 'https:' || (url?.protocol === 'http:' && localHosts.includes(url.hostname));
}

function readFormat(value: unknown): TokenFormat | undefined {
	if (value === undefined) {
		return { type: 'text' };
	}
	const { type = 'text', subject_token_field_name: field } = isRecord(value) ? value : { type: 'none' };
	return type === 'text'
		? { type }
		: type === 'json' && typeof field === 'string' && field !== ''
			? { type, field }
			: undefined;
}

function readHeaders(value: unknown): Readonly<Record<string, string>> | undefined {
	const entries = Object.entries(isRecord(value) ? value : {});
	// RFC 9110, section 5.6.2 and 5.5; a host of its own would lead a proxy elsewhere.
	const isGood = ([name, each]: readonly [string, unknown]) =>
		/^[\w!#$%&'*+.^`|~-]{1,80}$/.test(name) &&
		!/^(host|content-length|transfer-encoding|connection)$/i.test(name) &&
		typeof each === 'string' &&
		/^[\t\u0020-\u007e]{0,8000}$/.test(each);
	return entries.length <= 20 && entries.every(isGood)
		? (Object.fromEntries(entries) as Readonly<Record<string, string>>)
		: undefined;
}

/** https://cloud.google.com/iam/docs/workload-identity-federation-with-other-clouds */
function readAws(json: JsonRecord, environment: string): ReadSource {
	if (environment !== 'aws1') {
		return refuse(l10n.t('“environment_id” is not aws1, the one way to sign for AWS that is known.'));
	}
	const verificationUrl = textOf(json['regional_cred_verification_url']) || defaultVerification;
	if (!verification.test(verificationUrl)) {
		return refuse(
			l10n.t(
				'“regional_cred_verification_url” leads to {0} and not to AWS’s GetCallerIdentity.',
				shown(verificationUrl),
			),
		);
	}
	const urls = ['region_url', 'url', 'imdsv2_session_token_url'].map((name) => textOf(json[name]));
	const foreign = urls.find((each) => {
		const url = parsed(each);
		return each !== '' && !(url?.protocol === 'http:' && metadataHosts.includes(url.host));
	});
	if (foreign !== undefined) {
		return refuse(
			l10n.t('“credential_source” leads to {0}, which is not AWS’s metadata server (169.254.169.254).', shown(foreign)),
		);
	}
	const [regionUrl, credentialsUrl, sessionTokenUrl] = urls;
	return {
		ok: true,
		source: {
			kind: 'aws',
			verificationUrl,
			...(regionUrl ? { regionUrl } : {}),
			...(credentialsUrl ? { credentialsUrl } : {}),
			...(sessionTokenUrl ? { sessionTokenUrl } : {}),
		},
	};
}

const defaultVerification = 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15';
const verification =
	/^https:\/\/sts\.(\{region\}|[a-z\d-]{1,40})\.amazonaws\.com\/?\?Action=GetCallerIdentity&Version=2011-06-15$/;
