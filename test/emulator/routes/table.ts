import type { Route } from '../routing.ts';
import { accountsRoutes } from './accounts.ts';
import { cloudResourceManagerRoutes } from './cloudResourceManager.ts';
import { controlRoutes } from './control.ts';
import { federationControlRoutes } from './federationControl.ts';
import { generativeLanguageRoutes } from './generativeLanguage.ts';
import { iamCredentialsRoutes } from './iamCredentials.ts';
import { metadataServerRoutes } from './metadataServer.ts';
import { oauth2Routes } from './oauth2.ts';
import { oauthControlRoutes } from './oauthControl.ts';
import { openAiRoutes } from './openAi.ts';
import { projectControlRoutes } from './projectControl.ts';
import { secretControlRoutes } from './secretControl.ts';
import { secretManagerRoutes } from './secretManager.ts';
import { securityTokenServiceRoutes } from './securityTokenService.ts';
import { serviceAccountControlRoutes } from './serviceAccountControl.ts';
import { vertexRoutes } from './vertex.ts';

/** Everything the emulator answers. Another Google service is another file of rows, named here. */
export const routeTable: readonly Route[] = [
	...controlRoutes,
	...oauthControlRoutes,
	...serviceAccountControlRoutes,
	...federationControlRoutes,
	...secretControlRoutes,
	...projectControlRoutes,
	...generativeLanguageRoutes,
	...openAiRoutes,
	...vertexRoutes,
	...accountsRoutes,
	...oauth2Routes,
	...securityTokenServiceRoutes,
	...iamCredentialsRoutes,
	...secretManagerRoutes,
	...cloudResourceManagerRoutes,
	...metadataServerRoutes,
];
