import type { JsonValue } from '../literal.ts';
import { codePointText } from './codePoints.ts';
import { escapedJson, prettyJson } from './json.ts';

/** An interpreted string literal of Go (https://go.dev/ref/spec#String_literals). */
export const goText = codePointText;

/** JSON as a raw string literal, which takes everything but a back quote as it stands. */
export const goJson = (value: JsonValue): string => `\`${escapedJson(prettyJson(value), /`/g)}\``;
