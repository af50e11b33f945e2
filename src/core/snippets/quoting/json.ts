import type { JsonValue } from '../literal.ts';
import { unicodeEscapes, unseen } from './unseen.ts';

/** JSON (RFC 8259) for people to read and edit. Line feeds stand between its members and never in a string. */
export const prettyJson = (value: JsonValue): string => escapedJson(JSON.stringify(value, undefined, 2), unseen);

/** The same JSON without what `pattern` finds. That may stand in its strings alone: there any character can be escaped. */
export const escapedJson = (json: string, pattern: RegExp): string => json.replace(pattern, unicodeEscapes);

/** For pipes and files whose encoding is not known. */
export const asciiJson = (value: JsonValue): string => escapedJson(prettyJson(value), /[^\x20-\x7e\n]/g);

/** For files in which `{{…}}` stands for something else: such tools would fill in variables, or run it. */
export const templateJson = (value: JsonValue): string => escapedJson(prettyJson(value), /(?<=\{)\{/g);
