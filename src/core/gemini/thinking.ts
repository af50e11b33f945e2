/** How much a model may think before it answers. */
export const thinkingLevels = ['minimal', 'low', 'medium', 'high'] as const;
export type ThinkingLevel = (typeof thinkingLevels)[number];

/** What a draft says of it. */
type Wishes = {
	readonly model: string;
	readonly thinking?: ThinkingLevel;
	readonly thinkingBudget?: number;
	readonly includeThoughts?: boolean;
};

/** Tokens for models that know no levels, within what all of them accept. */
const budgets: Readonly<Record<ThinkingLevel, number>> = { minimal: 0, low: 1024, medium: 8192, high: 24_576 };

/** The least that Gemini 2.5 Pro thinks; it cannot be turned off there. */
const leastOfPro = 128;

/**
 * ThinkingConfig (https://ai.google.dev/api/generate-content#ThinkingConfig): Gemini 2.5 takes a budget in tokens, later
 * models a level, and none takes both. Undefined where nothing is wished for.
 */
export function thinkingConfig({ model, thinking, thinkingBudget, includeThoughts }: Wishes): object | undefined {
	const amount = thinkingBudget === undefined ? thinking && amountOf(model, thinking) : { thinkingBudget };
	return amount || includeThoughts ? { ...amount, ...(includeThoughts ? { includeThoughts } : {}) } : undefined;
}

function amountOf(model: string, level: ThinkingLevel): object {
	const id = model.replace(/^models\//, '');
	if (!id.startsWith('gemini-2.5')) {
		return { thinkingLevel: level.toUpperCase() };
	}
	return { thinkingBudget: Math.max(budgets[level], id.startsWith('gemini-2.5-pro') ? leastOfPro : 0) };
}
