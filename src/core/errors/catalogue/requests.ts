import * as l10n from '@vscode/l10n';
import type { FieldViolation } from '../details.ts';
import { pathInRequest } from '../fieldPath.ts';
import { sentences, type Wording } from './words.ts';

function placeInWords(violations: readonly FieldViolation[]): string | undefined {
	const [first] = violations.map((violation) => pathInRequest(violation)).filter(Boolean);
	return (
		first &&
		(violations.length > 1
			? l10n.t('Look at {0}, and {1} more.', first, violations.length - 1)
			: l10n.t('Look at {0}.', first))
	);
}

/** Harm categories without their prefix, in lower case. */
const categoriesInWords = (categories: readonly string[]): string =>
	categories
		.map((each) =>
			each
				.replace(/^HARM_CATEGORY_/, '')
				.replaceAll('_', ' ')
				.toLowerCase(),
		)
		.join(', ');

/** Causes that lie in the request, and answers that are none. */
export const requests = {
	'request-invalid': ({ violations, message }) => ({
		title: l10n.t('Request not valid'),
		sentence: sentences(
			l10n.t('A field of the request is wrong, missing or not allowed.'),
			placeInWords(violations),
			/thought_?signature/i.test(message) &&
				l10n.t('The model wants back the thought signatures of its earlier turns, unchanged.'),
		),
	}),
	'request-too-large': () => ({
		title: l10n.t('Request too large'),
		sentence: l10n.t('The prompt has more tokens or bytes than the model takes. Make it shorter.'),
	}),
	'model-not-found': ({ model }, { context, host }) => ({
		title: l10n.t('Model not found'),
		sentence: sentences(
			model
				? l10n.t(
						'There is no model {0}, or it is not offered for this method, this API version or in this location.',
						model,
					)
				: l10n.t('There is no such model, or it is not offered for this method, this API version or in this location.'),
			/(?:^|-)aiplatform\./.test(host ?? '')
				? l10n.t('Vertex AI has some models in the location “global” alone; the list does not tell.')
				: context?.isModelListed
					? l10n.t('The list of models has it, so the method is the likelier reason.')
					: l10n.t('The credential is fine; choose another model.'),
		),
	}),
	'resource-not-found': () => ({
		title: l10n.t('Not found'),
		sentence: l10n.t(
			'The server does not know this path or resource. Look at the base URL, the API version and the names in it.',
		),
	}),
	'prompt-blocked': (_, { answer }) => ({
		title: l10n.t('Prompt blocked'),
		sentence: sentences(
			answer?.blockReason
				? l10n.t('Gemini refused the prompt ({0}) and gave no answer.', answer.blockReason)
				: l10n.t('Gemini refused the prompt and gave no answer.'),
			answer && answer.categories.length > 0 && l10n.t('What set it off: {0}.', categoriesInWords(answer.categories)),
		),
	}),
	'answer-blocked': (_, { answer }) => ({
		title: l10n.t('Answer blocked'),
		sentence: sentences(
			answer?.finishReason
				? l10n.t('Gemini stopped its answer because of a filter ({0}).', answer.finishReason)
				: l10n.t('Gemini stopped its answer because of a filter.'),
			answer?.hasContent && l10n.t('A request panel keeps what had arrived.'),
			answer && answer.categories.length > 0 && l10n.t('What set it off: {0}.', categoriesInWords(answer.categories)),
		),
	}),
	'answer-truncated': (_, { answer }) => {
		const thoughts = answer?.thoughts ?? 0;
		const all = thoughts + (answer?.output ?? 0);
		return {
			title: l10n.t('Answer cut at the output limit'),
			sentence: sentences(
				l10n.t('The output limit was reached before the answer was whole.'),
				thoughts > 0 && l10n.t('Thinking took {0} of {1} tokens.', thoughts, all),
				l10n.t('Raise the limit, or lower the thinking.'),
			),
		};
	},
	'answer-malformed': (_, { answer }) => ({
		title: l10n.t('Answer not usable'),
		sentence: /CALL/.test(answer?.finishReason ?? '')
			? l10n.t('The model tried to call a function and wrote a call that cannot be used. Trying again often helps.')
			: l10n.t('The model ended without a usable answer. Trying again often helps.'),
	}),
	'answer-incomplete': () => ({
		title: l10n.t('Answer cut off'),
		sentence: l10n.t('The connection ended before the answer did. A request panel keeps what had arrived.'),
	}),
	conflict: () => ({
		title: l10n.t('Changed by someone else meanwhile'),
		sentence: l10n.t('Something else changed the same thing at the same time. Try again.'),
	}),
	unsupported: () => ({
		title: l10n.t('Not supported by the server'),
		sentence: l10n.t('The server does not offer this at all.'),
	}),
	unknown: () => ({
		title: l10n.t('Unknown failure'),
		sentence: l10n.t('Latchkey cannot say for certain what this means. What the server said may tell more.'),
	}),
} satisfies Record<string, Wording>;
