import { randomBytes } from 'node:crypto';

/**
 * Values with the form and about the length of Google's, within its limits: a code has at most 256 bytes, an access
 * token 2048, a refresh token 512 (https://developers.google.com/identity/protocols/oauth2#size). Prefixes are put
 * together from parts so that a secret scanner finds nothing that looks like a credential.
 */
const opaque = (prefix: readonly string[], bytes: number) =>
	`${prefix.join('')}${randomBytes(bytes).toString('base64url')}`;

/** Has a slash in it: whoever decodes it twice, or not at all, breaks it. */
export const newCode = () => opaque(['4', '/', '0A'], 52);
export const newAccessToken = () => opaque(['ya', '29', '.'], 150);
/** Longer than a person's, and filled up with dots: whoever takes a token for a word with few dots in it breaks it. */
export const newMachineToken = () => opaque(['ya', '29', '.c.'], 700).padEnd(1024, '.');
/** Of the Security Token Service. */
export const newFederatedToken = () => opaque(['ya', '29', '.d.'], 700).padEnd(1024, '.');
export const newRefreshToken = () => opaque(['1', '//', '0'], 72);
/** Names a consent page that is open, and is what a forged form cannot know. */
export const newPageToken = () => randomBytes(24).toString('base64url');

/** `name` shows in clear what the secret is for. */
export const clientSecret = (name: string) => `${['GOC', 'SPX'].join('')}-${`EMULATOR-${name}`.padEnd(28, '-0')}`;
