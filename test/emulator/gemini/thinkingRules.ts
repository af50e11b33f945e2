import type { Model } from './models.ts';
import type { ThinkingConfig } from './request.ts';

/** 2.5 models take a budget in tokens (−1: the model decides), 3.x models a level; neither takes both. */
export function thinkingProblem(config: ThinkingConfig | undefined, { family }: Model): string | undefined {
	if (config === undefined) {
		return undefined;
	}
	const { thinkingBudget: budget, thinkingLevel: level } = config;
	if (budget !== undefined && level !== undefined) {
		return 'You can only set only one of thinking budget and thinking level.';
	}
	if (level !== undefined && family.thinking !== 'level') {
		return 'Thinking level is not supported for this model.';
	}
	if (family.thinking === undefined && (config.includeThoughts || (budget ?? 0) !== 0)) {
		return 'Thinking is not enabled for this model.';
	}
	return budget === undefined ? undefined : budgetProblem(budget, family.thinkingBudget);
}

function budgetProblem(budget: number, range: Model['family']['thinkingBudget']): string | undefined {
	if (range === undefined || budget === -1 || (budget === 0 && range.mayBeOff)) {
		return undefined;
	}
	if (budget === 0) {
		return 'Budget 0 is invalid. This model only works in thinking mode.';
	}
	return budget >= range.least && budget <= range.greatest
		? undefined
		: `The thinking budget ${budget} is invalid. Please choose a value between ${range.least} and ${range.greatest}.`;
}
