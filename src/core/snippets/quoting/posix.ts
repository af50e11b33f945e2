/** One word for a POSIX shell (POSIX.1-2024, Shell Command Language, 2.2.2): nothing between single quotes has a meaning. */
export const posixWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
