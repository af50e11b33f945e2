/** Enough of a foreign text for one line; in UTF-16 units. */
const longest = 300;

/**
 * Foreign text for VS Code's own widgets. Notifications, quick inputs and the status bar make `[x](y)` a link, also one to a command, and `$(x)`
 * an icon: a zero-width space breaks both.
 */
export const withoutLinks = (text: string): string => text.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');

/** The same, in one line: white space becomes single spaces, and a long text is cut. */
export const plainText = (text: string): string => {
	const line = text
		.slice(0, longest + 1)
		.replace(/\s+/g, ' ')
		.trim();
	return withoutLinks(text.length > longest ? `${line.slice(0, longest)}…` : line);
};
