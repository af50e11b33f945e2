import type { Outcome } from '../outcome.ts';

/** What reading came to: everything secret in what was read, and where it is kept, in words. */
export type SecretRead = { readonly outcome: Outcome<readonly string[]>; readonly lines: readonly string[] };
