import { join, resolve } from 'node:path';

/** The project's folders, all of them absolute. */
export const root = resolve(import.meta.dirname, '../..');
/** Build products and test evidence: safe to delete. */
export const outDir = join(root, 'out');
/** Downloads and the try-out's data, where the usual VS Code test tools keep theirs too. */
export const cacheDir = join(root, '.vscode-test');
export const vsixFile = join(outDir, 'latchkey-gemini.vsix');
export const extensionId = 'latchkey.latchkey-gemini';
