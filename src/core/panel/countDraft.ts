import * as l10n from '@vscode/l10n';
import { countTokens } from '../gemini/calls.ts';
import { grouped } from '../grouped.ts';
import { orAborted } from '../orAborted.ts';
import type { Outcome } from '../outcome.ts';
import { spoken, turnsBefore } from './conversation.ts';
import { draftOf } from './draft.ts';
import type { DraftFields } from './draftFields.ts';
import { failing } from './loadFailing.ts';
import type { RequestPanelState, TokenCount } from './requestProtocol.ts';
import type { SessionPorts } from './sessionPorts.ts';

type Ports = Pick<SessionPorts, 'activeProfile' | 'mayUse' | 'callerFor' | 'audit' | 'recordUse'>;
type Words = Omit<TokenCount, 'count'>;

/** Has Google count the tokens of what the fields describe, with the active profile. Nothing is sent where a person declines. */
export async function countDraft(
	ports: Ports,
	fields: DraftFields,
	{
		proposedModel,
		modelFacts,
		earlier,
		turn,
	}: Pick<RequestPanelState, 'proposedModel' | 'modelFacts' | 'earlier' | 'turn'>,
	signal: AbortSignal,
): Promise<Words> {
	const model = fields.model.trim() || proposedModel;
	const draft = draftOf(fields, model, spoken(turnsBefore(fields, earlier, turn)));
	if ('message' in draft) {
		return fault(draft.message);
	}
	const outcome = await countWith(ports, (caller) => countTokens(caller, draft), signal).catch(() => cancelled);
	switch (outcome.kind) {
		case 'answered':
			return counted(outcome.value, limitOf(model, modelFacts));
		case 'failed': {
			const { failureView } = await failing();
			const { title, sentence } = failureView(outcome.failure, []);
			return fault(l10n.t('Not counted: {0}. {1}', title, sentence));
		}
		case 'no-profile':
			return fault(l10n.t('Not counted: choose or add a profile first.'));
		default:
			return fault(l10n.t('Not counted.'));
	}
}

/** A fault in Latchkey itself: no count, and nothing else is lost. */
const cancelled = { kind: 'cancelled' } as const;

type Counting = Parameters<typeof countTokens>[0];

async function countWith(
	{ activeProfile, mayUse, callerFor, audit, recordUse }: Ports,
	count: (caller: Counting) => Promise<Outcome<number>>,
	signal: AbortSignal,
): Promise<Outcome<number> | { readonly kind: 'no-profile' | 'declined' }> {
	const active = await orAborted(activeProfile(), signal);
	if (active === 'aborted') {
		return { kind: 'cancelled' };
	}
	if (active.kind !== 'answered') {
		return active;
	}
	const { profile } = active.value;
	if (!profile) {
		return { kind: 'no-profile' };
	}
	if (!(await mayUse(profile, signal)) || signal.aborted) {
		return { kind: 'declined' };
	}
	const caller = await callerFor(profile, signal);
	const outcome = caller.kind === 'answered' ? await count(caller.value) : caller;
	if (caller.kind === 'answered') {
		audit.record({
			type: 'credential-used',
			purpose: 'countTokens',
			result: outcome.kind === 'failed' ? outcome.failure.cause : outcome.kind,
			profileId: profile.id,
			profileName: profile.name,
		});
		recordUse(profile);
	}
	return outcome;
}

const fault = (words: string): Words => ({ words, isFault: true });

const limitOf = (model: string, facts: RequestPanelState['modelFacts']): number | undefined =>
	facts.find(({ id }) => id === model.replace(/^models\//, ''))?.inputTokenLimit;

/** Such as `1,234 tokens of 1,048,576`. */
function counted(tokens: number, limit: number | undefined): Words {
	if (limit === undefined) {
		return { words: tokens === 1 ? l10n.t('1 token') : l10n.t('{0} tokens', grouped(tokens)), isFault: false };
	}
	return tokens > limit
		? fault(l10n.t('{0} tokens: more than the {1} that the model takes.', grouped(tokens), grouped(limit)))
		: { words: l10n.t('{0} tokens of {1}', grouped(tokens), grouped(limit)), isFault: false };
}
