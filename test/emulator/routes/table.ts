import type { Route } from '../routing.ts';
import { controlRoutes } from './control.ts';
import { generativeLanguageRoutes } from './generativeLanguage.ts';

/** Everything the emulator answers. Another Google service is another file of rows, named here. */
export const routeTable: readonly Route[] = [...controlRoutes, ...generativeLanguageRoutes];
