import * as l10n from '@vscode/l10n';
import type { OAuthClient } from './oauthClient.ts';

/** By which way the answer of an authorization server comes back from the browser. */
export type RedirectStrategyId = 'uri-handler' | 'loopback' | 'paste';

/** Where Latchkey runs, as far as that decides which ways there are. */
export type SignInEnvironment = {
	readonly ui: 'desktop' | 'web';
	/** The extension runs on another machine than the editor's window. */
	readonly isRemote: boolean;
	/** The extension host can listen on a port. */
	readonly canListen: boolean;
	/** Address of our URI handler as the browser reaches it. */
	readonly callback: string;
};

/** How well a way fits: `good`; `possible` only under a condition that cannot be looked up, which the reason names; or `impossible`. */
export type Fit = { readonly is: 'good' | 'possible' | 'impossible'; readonly reason: string };

export type RedirectStrategy = {
	readonly id: RedirectStrategyId;
	readonly label: string;
	/** What it takes, in a sentence. */
	readonly needs: string;
	readonly suits: (client: OAuthClient, environment: SignInEnvironment) => Fit;
};

/** A strategy with how well it fits here. */
export type Way = Pick<RedirectStrategy, 'id' | 'label' | 'needs'> & Fit;

const good = (reason: string): Fit => ({ is: 'good', reason });
const possible = (reason: string): Fit => ({ is: 'possible', reason });
const impossible = (reason: string): Fit => ({ is: 'impossible', reason });

/** All strategies, as data. */
export const redirectStrategies = (): readonly RedirectStrategy[] => [
	{
		id: 'uri-handler',
		label: l10n.t('Back to the editor by its own address'),
		needs: l10n.t(
			'A client whose redirect address is this editor’s, or an https page of yours that hands the answer over. Google takes only the second, on a Web client.',
		),
		suits: (client, { callback }) => {
			const address = uriHandlerAddress(client, callback);
			if (address === undefined) {
				return impossible(
					client.kind === 'installed'
						? l10n.t('Google does not let a Desktop client lead back to an editor’s address.')
						: l10n.t('No redirect address of this client leads back to the editor.'),
				);
			}
			if (address.relay !== undefined) {
				return possible(
					l10n.t(
						'If your page at {0} is a relay page, it hands the answer to this editor.',
						new URL(address.relay).host,
					),
				);
			}
			return /^https?:/.test(callback)
				? possible(
						l10n.t('If the server takes an address that is another each time, it leads straight back to this editor.'),
					)
				: good(l10n.t('The server leads the browser straight back to this editor.'));
		},
	},
	{
		id: 'loopback',
		label: l10n.t('Back to an address on this machine'),
		needs: l10n.t(
			'A Desktop client, or one with a redirect address on 127.0.0.1, and a browser on the machine where Latchkey runs.',
		),
		suits: (client, { ui, isRemote, canListen }) => {
			if (!canListen) {
				return impossible(l10n.t('In the browser, extensions cannot listen for an answer.'));
			}
			if (loopbackAddress(client) === undefined) {
				return impossible(l10n.t('No redirect address of this client is on this machine.'));
			}
			if (ui === 'web') {
				return possible(l10n.t('This works only if your browser runs on the same machine as Latchkey.'));
			}
			return isRemote
				? good(l10n.t('The editor forwards an address of your machine to the remote one.'))
				: good(l10n.t('The browser and Latchkey run on the same machine.'));
		},
	},
	{
		id: 'paste',
		label: l10n.t('Paste the address the browser ends at'),
		needs: l10n.t('Only a browser, on any machine.'),
		suits: (client) =>
			pasteAddress(client) === undefined
				? impossible(l10n.t('The client has no redirect address.'))
				: good(l10n.t('Pasting works wherever the browser runs.')),
	},
];

/** All ways, the one to take first. */
export function waysFor(client: OAuthClient, environment: SignInEnvironment): readonly Way[] {
	const isLocal = environment.ui === 'desktop' && !environment.isRemote;
	const order: readonly RedirectStrategyId[] = isLocal
		? ['loopback', 'uri-handler', 'paste']
		: ['uri-handler', 'loopback', 'paste'];
	const rank = { good: 0, possible: 1, impossible: 2 };
	const rankOf = ({ id, is }: Way) => (id === 'uri-handler' && is === 'possible' ? rank.good : rank[is]);
	return (
		redirectStrategies()
			.map(({ id, label, needs, suits }) => ({ id, label, needs, ...suits(client, environment) }))
			// Whoever registered a page or this editor's address did it for this.
			.sort((one, other) => rankOf(one) - rankOf(other) || order.indexOf(one.id) - order.indexOf(other.id))
	);
}

/** The redirect address that leads to our URI handler; `relay` where a page in between hands it over. */
export function uriHandlerAddress(
	client: OAuthClient,
	callback: string,
): { readonly redirectUri: string; readonly relay?: string } | undefined {
	const withoutQuery = callback.replace(/[?#].*$/s, '');
	const isWeb = /^https?:/.test(callback);
	const direct = client.redirectUris.find((each) => each.replace(/[?#].*$/s, '') === withoutQuery);
	if (direct !== undefined && client.kind === 'other') {
		// A front end in the browser tells callbacks apart by the query; an editor's own address is registered without.
		return { redirectUri: isWeb ? callback : withoutQuery };
	}
	const pages = client.redirectUris.filter((each) => each.startsWith('https://') && each !== direct);
	const relay = pages.find((each) => /relay|latchkey|vscode\.dev\/redirect/i.test(each)) ?? pages[0];
	return relay === undefined ? undefined : { redirectUri: relay, relay };
}

/** Where to listen: any port where the client is one for this machine, else just as it is registered. */
export function loopbackAddress(
	client: OAuthClient,
): { readonly port?: number; readonly path: string; readonly host: string } | undefined {
	if (client.kind === 'installed') {
		return { path: '/', host: '127.0.0.1' };
	}
	for (const each of client.redirectUris) {
		const [, host = '', port, path = ''] =
			/^http:\/\/(127\.0\.0\.1|localhost)(?::(\d{1,5}))?(\/[^?#]*)?$/.exec(each) ?? [];
		// Google compares a Web client's port; others let the loopback address have any (RFC 8252, section 7.3).
		if (host !== '' && (port !== undefined || client.kind !== 'web')) {
			return { host, path, ...(port === undefined ? {} : { port: Number(port) }) };
		}
	}
	return undefined;
}

/**
 * Any registered address will do, since the browser only has to end there. Of a Desktop client's, it is a port that browsers do not ask
 * (https://fetch.spec.whatwg.org/#port-blocking): no program on the person's machine gets to see the answer.
 */
export const pasteAddress = (client: OAuthClient): string | undefined => {
	const own = loopbackAddress(client);
	const loopback = own && `http://${own.host}:${own.port ?? 1}${own.path}`;
	const page = client.redirectUris.find((each) => each.startsWith('https://'));
	return client.kind === 'web' ? (page ?? loopback) : (loopback ?? page);
};
