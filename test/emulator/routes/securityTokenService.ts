import { exchangeToken } from '../federation/exchangeToken.ts';
import type { Route } from '../routing.ts';

/** The Security Token Service; both what is sent and what is answered are tokens. */
export const securityTokenServiceRoutes: readonly Route[] = [
	{ service: 'sts.googleapis.com', method: 'POST', path: '/v1/token', secret: true, handle: exchangeToken },
];
