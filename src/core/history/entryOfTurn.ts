import { wellFormed } from '../gemini/wellFormed.ts';
import { type DraftFields, emptyFields } from '../panel/draftFields.ts';
import type { Turn } from '../panel/turn.ts';
import { type HistoryEnd, type HistoryEntry, longestAnswer, longestField } from './historyEntry.ts';
import { withoutSecrets } from './withoutSecrets.ts';

/** A turn that has ended, as it may be kept; undefined where nothing was sent, or nothing has ended. `secrets`: those it was sent with. */
export function entryOfTurn(
	turn: Turn,
	fields: DraftFields,
	{ id, at, secrets }: { readonly id: string; readonly at: number; readonly secrets: readonly string[] },
): HistoryEntry | undefined {
	const end = endOf(turn);
	if (!end) {
		return undefined;
	}
	const clean = (text: string) => withoutSecrets(text, secrets);
	const cut = (text: string, longest: number) => wellFormed(text.slice(0, longest));
	const answer = clean(turn.answer);
	const texts = textsOf(fields).map(([name, text]) => [name, text, clean(text)] as const);
	return {
		id,
		at,
		profileName: clean(turn.profile),
		...(turn.profileId === undefined ? {} : { profileId: turn.profileId }),
		model: clean(turn.model),
		fields: {
			...emptyFields,
			...Object.fromEntries(texts.map(([name, , kept]) => [name, cut(kept, longestField)])),
		} as DraftFields,
		attachments: attachmentsOf(fields).map((name) => cut(clean(name), 300)),
		answer: cut(answer, longestAnswer),
		isAnswerCut: answer.length > longestAnswer,
		areFieldsCut: texts.some(([, , kept]) => kept.length > longestField),
		hadSecret: texts.some(([, text, kept]) => text !== kept),
		usage: turn.usage,
		latency: turn.latency,
		end,
	};
}

function endOf({ end }: Turn): HistoryEnd | undefined {
	switch (end?.kind) {
		case 'failed':
			return { kind: 'failed', cause: end.failure.cause };
		case 'answered':
		case 'cancelled':
		case 'interrupted':
			return { kind: end.kind };
		default:
			return undefined;
	}
}

/** The fields that are texts, whichever there are. */
const textsOf = (fields: DraftFields): readonly (readonly [string, string])[] =>
	Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

/** Names of what is attached in any field that is a list of named things. */
const attachmentsOf = (fields: DraftFields): readonly string[] =>
	Object.values(fields as Readonly<Record<string, unknown>>)
		.flatMap((value) => (Array.isArray(value) ? value : []))
		.map((each) => (each as { readonly name?: unknown } | null)?.name)
		.filter((name) => typeof name === 'string')
		.slice(0, 100);
