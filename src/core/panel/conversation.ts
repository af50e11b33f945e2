import type { EarlierTurn } from '../gemini/draft.ts';
import type { DraftFields } from './draftFields.ts';
import type { Turn } from './turn.ts';

/** A model is sent no more of what was said than this many turns, the latest. */
const mostTurns = 100;

/** What a window keeps of a conversation over a reload, in UTF-16 units of what was answered and asked. */
const mostKept = 256 * 1024;

/**
 * The turns that the next prompt goes on from, the oldest first. One without an answer is none of them: its prompt was
 * not answered and is not repeated; one that was cut off or stopped is, with as much as had come.
 */
export function turnsBefore(
	{ conversation }: DraftFields,
	earlier: readonly Turn[],
	turn: Turn | undefined,
): readonly Turn[] {
	if (conversation === '') {
		return [];
	}
	return [...earlier, ...(turn && turn.answer !== '' ? [withoutExtras(turn)] : [])].slice(-mostTurns);
}

/** What came beside the answer is not said again: images of a hundred turns would take all memory. */
function withoutExtras({ extras: _, thoughts: __, others: ___, ...turn }: Turn): Turn {
	return turn;
}

/** What of them the model is told. */
export const spoken = (turns: readonly Turn[]): readonly EarlierTurn[] =>
	turns.map(({ prompt, answer }) => ({ prompt, answer }));

/** As many of the latest turns as a window keeps over a reload. */
export function keptTurns(turns: readonly Turn[]): readonly Turn[] {
	let left = mostKept;
	const isKept = ({ prompt, answer }: Turn) => {
		left -= prompt.length + answer.length;
		return left >= 0;
	};
	const dropped = turns.toReversed().findIndex((turn) => !isKept(turn));
	return dropped < 0 ? turns : turns.slice(turns.length - dropped);
}
