import type { EnteredKey } from '../../core/credentials/enteredKey.ts';
import type { Place } from '../../core/gemini/targets.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { Parts } from '../parts.ts';
import type { Step } from '../quickInput/steps.ts';
import { fetchedKey } from './fetchedKey.ts';
import type { SourceFrame } from './finding.ts';
import { sourceSteps } from './sourceSteps.ts';

/** Asks where an API key is kept, of a profile that is there or of one that is to be made. */
export const keyElsewhere = (
	parts: Parts,
	frame: SourceFrame,
	then: (entered: EnteredKey) => Step,
	owner?: SecretOwner & Place,
): Step => sourceSteps(parts, frame, fetchedKey(parts, frame, then, owner));
