import type { Route } from '../routing.ts';
import { accountsRoutes } from './accounts.ts';
import { controlRoutes } from './control.ts';
import { generativeLanguageRoutes } from './generativeLanguage.ts';
import { oauth2Routes } from './oauth2.ts';
import { oauthControlRoutes } from './oauthControl.ts';

/** Everything the emulator answers. Another Google service is another file of rows, named here. */
export const routeTable: readonly Route[] = [
	...controlRoutes,
	...oauthControlRoutes,
	...generativeLanguageRoutes,
	...accountsRoutes,
	...oauth2Routes,
];
