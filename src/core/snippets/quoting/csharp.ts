import type { JsonValue } from '../literal.ts';
import { javascriptText } from './javascript.ts';
import { prettyJson } from './json.ts';

/** A string literal of C# (https://learn.microsoft.com/dotnet/csharp/language-reference/builtin-types/reference-types). */
export const csharpText = javascriptText;

/** JSON as a raw string literal (C# 11): no three quotes follow each other in JSON. */
export const csharpJson = (value: JsonValue): string => `"""\n${prettyJson(value)}\n"""`;
