import { callerFor } from '../core/credentials/callerFor.ts';
import type { SessionPorts } from '../core/panel/sessionPorts.ts';
import type { Parts } from './parts.ts';
import type { UseConfirmation } from './profiles/useConfirmation.ts';

/** What asking a model takes, whoever asks. */
export const askPorts = (
	parts: Parts,
	confirmation: UseConfirmation,
): Pick<
	SessionPorts,
	'callerFor' | 'mayUse' | 'isFreeToUse' | 'recordUse' | 'recordCheck' | 'models' | 'audit' | 'clock'
> => ({
	callerFor: (profile, signal) => callerFor(parts, profile, signal),
	mayUse: (profile, signal) => confirmation.maySend(profile, signal),
	isFreeToUse: (profile) => confirmation.isFreeToUse(profile),
	recordUse: (profile) => void parts.store.recordUse(profile),
	recordCheck: (profile, check) => void parts.store.recordCheck(profile, check),
	models: parts.models,
	audit: parts.audit,
	clock: parts.clock,
});
