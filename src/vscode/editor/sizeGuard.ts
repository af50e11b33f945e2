import * as l10n from '@vscode/l10n';
import { modelFor, tokensOf } from '../../core/editor/ask.ts';
import { joined } from '../../core/editor/parts.ts';
import { largePrompt, sizeInWords } from '../../core/editor/promptSize.ts';
import { withCancel } from '../withCancel.ts';
import type { Asking } from './putAnswers.ts';
import { isTooLong, mayBeSent, sayTooMany, sizeQuestion } from './selectedParts.ts';

/** So many requests at once are asked about, since each costs; and more than the most are no intention. */
const many = 5;
const most = 100;

/**
 * Whether prompts may be sent: a profile that is protected, a whole file, a large text and many requests are asked about first. Gemini itself
 * counts the tokens of large ones, where it can be asked without a question more. `isAskedLater`: whoever sends them asks about the profile.
 */
export async function mayBeSentAtThatSize(
	{ ports, profile, prompts }: Asking,
	isWholeDocument: boolean,
	isAskedLater: boolean,
): Promise<boolean> {
	if (prompts.length > most) {
		sayTooMany(prompts.length, most);
		return false;
	}
	if (prompts.some(({ prompt }) => isTooLong(prompt))) {
		return false;
	}
	const isUsable = isAskedLater
		? ports.isFreeToUse(profile)
		: (await ports.mayUse(profile, never)) && (await ports.maySpend(profile, never));
	if (!isUsable && !isAskedLater) {
		return false;
	}
	const text = joined(prompts.map(({ prompt }) => prompt));
	const isLarge = text.length > largePrompt;
	const tokens = isLarge && isUsable ? await countedTokens({ ports, profile, prompts }, text) : undefined;
	if (tokens === 'cancelled') {
		return false;
	}
	const size = sizeInWords(text, tokens);
	const question =
		prompts.length > many
			? l10n.t('Send {0} requests, one for each selection ({1})?', prompts.length, size)
			: sizeQuestion(size, isWholeDocument, isLarge);
	return question === undefined || mayBeSent(question);
}

/** Undefined where Gemini does not tell: then they are estimated. */
function countedTokens({ ports, profile }: Asking, prompt: string): Promise<number | undefined | 'cancelled'> {
	return withCancel(ports.clock, l10n.t('Counting tokens…'), async (signal) => {
		const model = await modelFor(ports, profile, signal);
		const tokens = await tokensOf(ports, profile, { model, prompt }, signal);
		return signal.aborted ? 'cancelled' : tokens;
	});
}

/** Whoever is asked ends the question themselves. */
const never = new AbortController().signal;
