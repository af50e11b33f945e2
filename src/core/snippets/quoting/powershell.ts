import type { JsonValue } from '../literal.ts';
import { asciiJson } from './json.ts';

/**
 * A string in single quotes, for which PowerShell also takes four typographic ones
 * (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules).
 */
export const powershellText = (text: string): string => `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** JSON as a here-string. In ASCII: what Windows PowerShell pipes to a program is ASCII, and its other characters question marks. */
export const powershellJson = (value: JsonValue): string => `@'\n${asciiJson(value)}\n'@`;
