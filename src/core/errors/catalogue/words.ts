import type { Facts } from '../facts.ts';
import type { Failure } from '../failure.ts';

/** `title` names the cause in a few words, `sentence` says in plain words what it means and what to do next. */
export type Words = { readonly title: string; readonly sentence: string };

/** A cause in words, for a failure and what it names. A function, because translations are there only once the extension runs. */
export type Wording = (facts: Facts, failure: Failure) => Words;

/** Whole sentences behind each other; empty ones are left out. */
export const sentences = (...parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');
