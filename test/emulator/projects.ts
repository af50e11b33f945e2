import { projectNumber } from './apiKeys.ts';

/** A Google Cloud project. Google takes its id and its number alike in most places, and answers with the number. */
export type Project = { readonly projectId: string; readonly projectNumber: string };

export const seededProjects = {
	/** Of the keys, the OAuth clients and most service accounts. */
	first: { projectId: 'latchkey-emulator', projectNumber },
	second: { projectId: 'latchkey-emulator-two', projectNumber: '100000000002' },
} as const satisfies Record<string, Project>;

/** By its id or its number; undefined where the emulator has no such project. */
export const findProject = (idOrNumber: string): Project | undefined =>
	Object.values<Project>(seededProjects).find(
		({ projectId, projectNumber }) => projectId === idOrNumber || projectNumber === idOrNumber,
	);

export function projectOf(idOrNumber: string): Project {
	const project = findProject(idOrNumber);
	if (project === undefined) {
		throw new TypeError(`No project has the id or the number ${JSON.stringify(idOrNumber)}.`);
	}
	return project;
}
