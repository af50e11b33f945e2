import * as l10n from '@vscode/l10n';
import { isRecord, type JsonRecord, textOf } from '../errors/googleError.ts';
import { lookUp } from '../lookUp.ts';
import { isProjectId } from '../oauth/clientFile.ts';
import { parseJson } from '../parseJson.ts';

/** What a key of a service account takes and tells (https://cloud.google.com/iam/docs/keys-create-delete). */
export type ServiceAccountKey = {
	readonly email: string;
	readonly keyId: string;
	/** PEM, PKCS #8. */
	readonly privateKey: string;
	/** Empty where the file does not say. */
	readonly projectId: string;
};

export type ReadKeyFile =
	| { readonly ok: true; readonly key: ServiceAccountKey }
	| { readonly ok: false; readonly message: string };

const refuse = (message: string): ReadKeyFile => ({ ok: false, message });

/** A key file has two and a half thousand bytes; in UTF-16 units. */
export const longestKeyFile = 64 * 1024;

/** Where Google's key files say that tokens are asked for. Anybody else would be sent a signed request. */
const tokenUris: readonly string[] = [
	'https://oauth2.googleapis.com/token',
	'https://accounts.google.com/o/oauth2/token',
];

const otherFiles: Readonly<Record<string, () => string>> = {
	authorized_user: () => l10n.t('This file holds somebody’s sign-in, not the key of a service account.'),
	external_account: () => l10n.t('This file describes a workload identity. It holds no key.'),
	impersonated_service_account: () => l10n.t('This file describes an impersonation. It holds no key.'),
};

/**
 * Reads the key file of a service account as Google's console gives it. Everything that can be wrong with one shows here, before anything is
 * sent; what lines and line ends suffered on the way is mended.
 */
export function readKeyFile(text: string): ReadKeyFile {
	if (text.length > longestKeyFile) {
		return refuse(l10n.t('This is too large to be a key file.'));
	}
	const plain = text.replace(/^\ufeff/, '').trim();
	const json = parseJson(plain);
	if (!isRecord(json)) {
		return refuse(
			plain.includes('PRIVATE KEY')
				? l10n.t('This is the private key alone. Take the whole JSON file.')
				: l10n.t('This is no JSON. Take the whole file as Google’s console gave it.'),
		);
	}
	const type = textOf(json['type']);
	if (type !== 'service_account') {
		return refuse(
			lookUp(otherFiles, type)?.() ??
				(isRecord(json['installed']) || isRecord(json['web'])
					? l10n.t('This is the file of an OAuth client. Sign in with it: “Latchkey: Sign In to Gemini”.')
					: l10n.t('This is not the key of a service account: its “type” says something else.')),
		);
	}
	const twice = ['client_email', 'private_key', 'private_key_id', 'token_uri'].find((name) => isTwice(plain, name));
	if (twice) {
		return refuse(l10n.t('“{0}” stands in the file twice. Nobody can tell which one counts.', twice));
	}
	return readFields(json);
}

function readFields(json: JsonRecord): ReadKeyFile {
	const email = textOf(json['client_email']);
	if (!/^[\w.-]{1,100}@[\w.-]{1,150}\.gserviceaccount\.com$/.test(email)) {
		return refuse(l10n.t('“client_email” is not the address of a service account (…gserviceaccount.com).'));
	}
	const universe = textOf(json['universe_domain']) || 'googleapis.com';
	const tokenUri = textOf(json['token_uri']) || tokenUris[0];
	if (universe !== 'googleapis.com') {
		return refuse(
			l10n.t(
				'The key is of another cloud than Google’s own ({0}), which has no Gemini Developer API.',
				shown(universe),
			),
		);
	}
	if (!tokenUris.includes(tokenUri ?? '')) {
		return refuse(l10n.t('“token_uri” leads to {0} and not to Google. Nothing is sent there.', shown(tokenUri ?? '')));
	}
	const keyId = textOf(json['private_key_id']);
	if (!/^[\w-]{1,100}$/.test(keyId)) {
		return refuse(l10n.t('“private_key_id” is missing.'));
	}
	const key = readPrivateKey(textOf(json['private_key']));
	const projectId = textOf(json['project_id']);
	return key.ok
		? { ok: true, key: { email, keyId, privateKey: key.pem, projectId: isProjectId(projectId) ? projectId : '' } }
		: refuse(key.message);
}

type ReadPem = { readonly ok: true; readonly pem: string } | { readonly ok: false; readonly message: string };

/** Lines that were escaped twice, have the ends of another system, or became one line, are put right. */
function readPrivateKey(text: string): ReadPem {
	const lines = text.replaceAll('\\n', '\n').replaceAll('\r', '');
	const [, label, body] = /^\s*-----BEGIN ([A-Z ]+)-----([\s\S]*)-----END \1-----\s*$/.exec(lines) ?? [];
	if (label === undefined || body === undefined) {
		return { ok: false, message: l10n.t('“private_key” is no whole key: its first or last line is missing.') };
	}
	if (label !== 'PRIVATE KEY') {
		return {
			ok: false,
			message: l10n.t(
				'“private_key” is {0}, where Google writes PRIVATE KEY (PKCS #8). “openssl pkcs8 -topk8 -nocrypt” makes one of the other.',
				label,
			),
		};
	}
	const base64 = body.replace(/\s+/g, '');
	if (!/^[A-Za-z\d+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) {
		return {
			ok: false,
			message: l10n.t('“private_key” is damaged: it has characters that are no part of a key, or some are missing.'),
		};
	}
	return {
		ok: true,
		pem: `-----BEGIN PRIVATE KEY-----\n${base64.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`,
	};
}

/** JSON.parse takes the last of two, other readers the first. */
export const isTwice = (json: string, name: string): boolean => json.split(`"${name}"`).length > 2;

/** A foreign word, for a message. */
export const shown = (text: string): string =>
	text.slice(0, 100).replace(/[\p{Cc}\p{Bidi_Control}\p{Surrogate}]/gu, '\ufffd');
