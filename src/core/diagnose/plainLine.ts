import { redact } from '../secrets/redact.ts';

/** In UTF-16 units. */
const longestLine = 300;

/** A fact as it may be shown: without the secrets in use and whatever looks like one, and on one line, whatever a server put into it. */
export function plainLine(text: string, secrets: readonly string[]): string {
	const line = redact(text, secrets)
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
		.trim();
	return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
