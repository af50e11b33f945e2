import * as oauth from 'oauth4webapi';
import type { TokenCall } from '../../core/oauth/protocol.ts';
import { importPrivateKey } from './privateKey.ts';

/** How a client proves to be itself, in the words of the library (RFC 6749, section 2.3; RFC 7523). */
export async function authOf({ auth, server }: TokenCall): Promise<oauth.ClientAuth> {
	switch (auth.method) {
		case 'none':
			return oauth.None();
		case 'client_secret_basic':
			return oauth.ClientSecretBasic(auth.secret);
		case 'client_secret_post':
			return oauth.ClientSecretPost(auth.secret);
		case 'private_key_jwt':
			// Of a server that was typed the issuer is not known; its token endpoint is as good an audience (RFC 7523, section 3).
			return oauth.PrivateKeyJwt(await importPrivateKey(auth.secret), {
				...(server.isIssuerUnknown
					? {
							[oauth.modifyAssertion]: (_: unknown, payload: Record<string, unknown>) => {
								payload['aud'] = server.token_endpoint;
							},
						}
					: {}),
			});
	}
}

/** No client, where the library wants one. */
export const noClient: oauth.ClientAuth = () => undefined;
