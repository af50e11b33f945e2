import type * as oauth from 'oauth4webapi';
import { isEndpoint } from '../../core/oauth/authorizationServer.ts';
import type { DiscoveredServer } from '../../core/oauth/protocol.ts';

/** A document from outside may say anything. */
const isForbidden = (endpoint: unknown): boolean => endpoint !== undefined && !isEndpoint(endpoint);

/** What of a server’s metadata is used (RFC 8414, section 2). Throws where an endpoint is one that may not be asked. */
export function serverOf(metadata: oauth.AuthorizationServer): DiscoveredServer {
	const { issuer, token_endpoint, authorization_endpoint, revocation_endpoint } = metadata;
	if (!token_endpoint || [token_endpoint, authorization_endpoint, revocation_endpoint].some(isForbidden)) {
		throw new TypeError('no endpoint that may be used');
	}
	return {
		issuer,
		token_endpoint,
		...(authorization_endpoint ? { authorization_endpoint } : {}),
		...(revocation_endpoint ? { revocation_endpoint } : {}),
		...(metadata.authorization_response_iss_parameter_supported === true
			? { authorization_response_iss_parameter_supported: true }
			: {}),
		...(metadata.token_endpoint_auth_methods_supported
			? { token_endpoint_auth_methods_supported: metadata.token_endpoint_auth_methods_supported }
			: {}),
	};
}
