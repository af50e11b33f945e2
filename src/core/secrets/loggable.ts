import { maskIdentifiers } from './maskIdentifiers.ts';
import { redact } from './redact.ts';

/** A line as a log may keep it: without secrets, and without what tells whose project it is. */
export const loggable = (message: string): string => maskIdentifiers(redact(message));
