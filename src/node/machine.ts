import { homedir } from 'node:os';

/** What this machine gives to secrets that are not kept in the vault. */
export { commandRunner as commands } from './commandRunner.ts';
export { folderFiles as files } from './folderFiles.ts';
export const home = homedir();
