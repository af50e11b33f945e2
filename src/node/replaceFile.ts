import { rename } from 'node:fs/promises';

/** Moves a file onto another in one step: whoever reads meanwhile finds the old one or the new. */
export const replaceFile = (draft: string, file: string): Promise<void> => rename(draft, file);
