import * as l10n from '@vscode/l10n';
import { isAccountEmail } from '../impersonation/accountEmail.ts';
import { shown } from '../serviceAccounts/keyFile.ts';

/** The account that an address makes tokens of; undefined where that is no address of Google's for it. */
export function accountIn(url: string): string | undefined {
	const [, email = ''] =
		/^https:\/\/iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/([^/?#:]{1,260}):generateAccessToken$/.exec(
			url,
		) ?? [];
	return isAccountEmail(email) ? email : undefined;
}

/** The Security Token Service: the global one, or that of a region. */
export const isStsAddress = (url: string, path: string): boolean =>
	url.endsWith(path) && /^https:\/\/sts(\.[a-z\d-]{1,40}\.rep)?\.googleapis\.com$/.test(url.slice(0, -path.length));

export const leadsElsewhere = (field: string, url: string): string =>
	url === ''
		? l10n.t('“{0}” is missing in the file.', field)
		: l10n.t('“{0}” leads to {1} and not to Google. Nothing is sent there.', field, shown(url));
