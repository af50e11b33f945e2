import { projectControls } from '../resourceManager/projectControls.ts';
import type { Route } from '../routing.ts';
import { optionalText, text } from './controlBody.ts';
import { controlAction } from './controlRoute.ts';

/** `Emulator.projects` for tests in another process. */
export const projectControlRoutes: readonly Route[] = (['allow', 'forbid'] as const).map((name) =>
	controlAction(`projects/${name}`, ['permission', 'member', 'project'], (state, body) => {
		const project = optionalText(body, 'project');
		projectControls(state)[name]({
			permission: text(body, 'permission'),
			member: text(body, 'member'),
			...(project === undefined ? {} : { project }),
		});
	}),
);
