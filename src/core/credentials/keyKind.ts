/**
 * What the prefix of an API key hints at, and no more than that (https://ai.google.dev/gemini-api/docs/api-key): `auth`
 * keys are bound to a service account, `standard` ones to a project alone.
 */
export const keyKinds = ['auth', 'standard', 'other'] as const;
export type KeyKind = (typeof keyKinds)[number];

export const keyKindOf = (key: string): KeyKind =>
	key.startsWith('AQ.') ? 'auth' : key.startsWith('AIza') ? 'standard' : 'other';
