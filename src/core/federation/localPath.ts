/** In UTF-16 units. */
const longest = 1_000;

/**
 * Whether a text is a whole path on a disk of this machine. `\\\\host\\share` and `//host/share` are none: on Windows reading them asks that
 * host, with the person's credentials. One from a folder is none either: programs are run in others. No character turns it around or hides.
 */
export const isLocalPath = (text: string): boolean =>
	/^(?:\/(?![\\/])|[A-Za-z]:[\\/])/.test(text) &&
	text.length <= longest &&
	!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(text);
