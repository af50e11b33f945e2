import { lookUp } from '../../lookUp.ts';
import type { Cause } from '../cause.ts';
import { factsOf } from '../facts.ts';
import type { Failure } from '../failure.ts';
import { access } from './access.ts';
import { keys } from './keys.ts';
import { limits } from './limits.ts';
import { requests } from './requests.ts';
import { signIn } from './signIn.ts';
import { wayThere } from './wayThere.ts';
import type { Wording, Words } from './words.ts';

const wordings: Readonly<Record<Cause, Wording>> = {
	...keys,
	...access,
	...limits,
	...requests,
	...signIn,
	...wayThere,
};

/** A failure in words. Parts that a server sent are redacted; whoever shows them treats them as text. */
export const wordsOf = (failure: Failure): Words =>
	// A stored cause may be one of a newer version.
	(lookUp(wordings, failure.cause) ?? requests.unknown)(factsOf(failure), failure);
