/** What this machine gives to secrets that are not kept in the vault. */
export { folderFiles as files } from './folderFiles.ts';
