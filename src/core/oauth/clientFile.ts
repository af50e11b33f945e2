import * as l10n from '@vscode/l10n';
import { isRecord, type JsonRecord, textOf } from '../errors/googleError.ts';
import { lookUp } from '../lookUp.ts';
import { parseJson } from '../parseJson.ts';
import type { OAuthClient } from './oauthClient.ts';

/** An OAuth client with its secret, as Google's console gives it; `projectId` is the project it belongs to. */
export type ClientFile = {
	readonly client: OAuthClient;
	readonly clientSecret: string;
	readonly projectId: string;
};

export type ReadClientFile =
	| { readonly ok: true; readonly file: ClientFile }
	| { readonly ok: false; readonly message: string };

const refuse = (message: string): ReadClientFile => ({ ok: false, message });

/** A file of another kind has another cure than a broken one. */
const kindsOfFiles: Readonly<Record<string, () => string>> = {
	service_account: () => l10n.t('This is the key of a service account, not an OAuth client. Nobody signs in with it.'),
	authorized_user: () => l10n.t('This file holds somebody’s sign-in, not an OAuth client.'),
	external_account: () => l10n.t('This file describes a workload identity, not an OAuth client.'),
};

/** Reads `client_secret_*.json` as Google's console downloads it: `installed` (Desktop) or `web`. Endpoints in it are not believed. */
export function readClientFile(text: string): ReadClientFile {
	const json = parseJson(text.trim());
	if (!isRecord(json)) {
		return refuse(
			l10n.t('This is no JSON. Download the client’s file from Google’s console (Clients, then the download button).'),
		);
	}
	const kind = ['installed', 'web'].find((each) => isRecord(json[each])) as 'installed' | 'web' | undefined;
	if (!kind) {
		const known = lookUp(kindsOfFiles, textOf(json['type']));
		return refuse(
			known?.() ?? l10n.t('This is not the file of a Desktop or Web client: it has neither “installed” nor “web”.'),
		);
	}
	const stored = json[kind] as JsonRecord;
	const id = textOf(stored['client_id']);
	if (!isClientId(id)) {
		return refuse(l10n.t('The file names no client ID.'));
	}
	const uris = stored['redirect_uris'];
	return {
		ok: true,
		file: {
			client: {
				id,
				kind,
				auth: 'client_secret_post',
				redirectUris: Array.isArray(uris) ? uris.filter((each) => typeof each === 'string' && isRedirectUri(each)) : [],
			},
			clientSecret: textOf(stored['client_secret']),
			projectId: isProjectId(textOf(stored['project_id'])) ? textOf(stored['project_id']) : '',
		},
	};
}

/** Id or number of a project, as it may stand in a header. */
export const isProjectId = (text: string): boolean => /^(?:[a-z][\w.:-]{3,62}|\d{1,20})$/.test(text);

/** Printable and without spaces (RFC 6749, appendix A.1). */
export const isClientId = (text: string): boolean => /^[\x21-\x7e]{1,256}$/.test(text);

/** An absolute address without fragment (RFC 6749, section 3.1.2). */
export function isRedirectUri(text: string): boolean {
	try {
		const { href, hash, username } = new URL(text);
		return href !== '' && hash === '' && username === '' && !/^(?:javascript|data|file|vbscript):/i.test(href);
	} catch {
		return false;
	}
}
