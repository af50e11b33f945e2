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
	| 'callerFor'
	| 'mayUse'
	| 'maySpend'
	| 'isFreeToUse'
	| 'inTurn'
	| 'recordUse'
	| 'recordUsage'
	| 'recordCheck'
	| 'models'
	| 'audit'
	| 'clock'
> => ({
	callerFor: (profile, signal) => callerFor(parts, profile, signal),
	mayUse: (profile, signal) => confirmation.maySend(profile, signal),
	maySpend: async (profile, signal) => {
		const { maySpend } = await import('./request/spendConfirmation.ts');
		return maySpend(await parts.usage(), profile, signal);
	},
	inTurn: async (profile, signal, work, onWait) => (await parts.usage()).queue.run(profile.id, signal, work, onWait),
	recordUsage: (call) => void parts.usage().then((usage) => usage.record(call)),
	isFreeToUse: (profile) => confirmation.isFreeToUse(profile),
	recordUse: (profile) => void parts.store.recordUse(profile),
	recordCheck: (profile, check) => void parts.store.recordCheck(profile, check),
	models: parts.models,
	audit: parts.audit,
	clock: parts.clock,
});
