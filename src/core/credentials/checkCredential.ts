import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { projectOf } from '../errors/projectOf.ts';
import { listModels } from '../gemini/calls.ts';
import { countHello } from '../gemini/countHello.ts';
import type { Model } from '../gemini/models.ts';
import { speaksOpenAi } from '../gemini/targets.ts';
import type { Caller } from '../http/exchange.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { Check } from '../profiles/profile.ts';

/**
 * Asks Gemini about a credential: lists the models, then counts the tokens of one word, since some may list and not
 * generate. Neither call costs anything. In the terms of OpenAI nothing beside the list is free.
 */
export async function checkCredential(caller: Caller): Promise<Outcome<readonly Model[]>> {
	const models = await listModels(caller);
	if (models.kind !== 'answered') {
		return models;
	}
	if (speaksOpenAi(caller.place ?? {})) {
		return models;
	}
	const { count } = await countHello(caller, models.value);
	return count.kind === 'answered' ? answered(models.value) : count;
}

/** Causes that say nothing about the credential, because Google was not reached. */
const offline: readonly Cause[] = ['network-unreachable', 'network-timeout', 'network-tls', 'proxy'];

/** Causes with which Google refuses this very credential, whatever is asked with it. */
const rejected: readonly Cause[] = [
	'api-key-invalid',
	'api-key-expired',
	'api-key-leaked',
	'api-key-service-blocked',
	'api-key-referrer-blocked',
	'api-key-ip-blocked',
	'api-key-app-blocked',
	'api-key-not-accepted',
	'token-invalid',
	'scope-insufficient',
	'quota-project-denied',
	'oauth-client-invalid',
	'oauth-scope-invalid',
	'jwt-signature-invalid',
	'service-account-not-found',
	'delegation-denied',
	'impersonation-denied',
	'federation-invalid',
	'permission-denied',
	'api-disabled',
	'project-invalid',
	'project-blocked',
];

/** What a finished check says about the profile, at a time in milliseconds since the epoch. */
export function checkOf(outcome: { kind: 'answered' } | { kind: 'failed'; failure: Failure }, at: number): Check {
	if (outcome.kind === 'answered') {
		return { at, state: 'valid' };
	}
	const { cause } = outcome.failure;
	const project = projectOf(outcome.failure);
	return {
		at,
		state: rejected.includes(cause) ? 'rejected' : offline.includes(cause) ? 'offline' : 'unverified',
		cause,
		...(project ? { project } : {}),
	};
}
