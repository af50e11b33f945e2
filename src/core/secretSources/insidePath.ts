/** Longest path of a file that is read, in UTF-16 units. */
const longestPath = 1_000;

/**
 * Whether a path with slashes leads from a folder to something in it, as far as its text tells; links are judged by whoever
 * opens it. A backslash and a colon mean something on Windows (another folder, a drive, a stream) and are taken nowhere.
 */
export const isInsidePath = (path: string): boolean =>
	path.length <= longestPath &&
	!/[\\:\p{Cc}]/u.test(path) &&
	path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
