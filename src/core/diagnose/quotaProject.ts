import type { Run } from './run.ts';

/** The project whose quota the calls are to use, as it is sent; undefined where none is. */
export const quotaProjectSent = ({ found: { caller } }: Run): string | undefined =>
	caller?.headers?.['x-goog-user-project'];
