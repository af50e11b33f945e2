import type { Model } from './models.ts';
import { type ThinkingLevel, thinkingLevels } from './thinking.ts';

/** What a list says of a model, as far as settings go. */
export type ModelFacts = Pick<Model, 'id' | 'inputTokenLimit' | 'outputTokenLimit' | 'thinking' | 'maxTemperature'>;

/**
 * How a model is told how much to think (https://ai.google.dev/gemini-api/docs/thinking). Budgets in tokens, both ends
 * included; `unknown` where nothing is known of the model, so that it may take either.
 */
export type ThinkingAbility =
	| { readonly kind: 'level'; readonly levels: readonly ThinkingLevel[] }
	| { readonly kind: 'budget'; readonly least: number; readonly most: number; readonly mayBeOff: boolean }
	| { readonly kind: 'none' }
	| { readonly kind: 'unknown' };

/** Which settings a model has. What is absent is not known, and nothing is claimed of it. */
export type Abilities = {
	readonly thinking: ThinkingAbility;
	/** In tokens. */
	readonly inputTokenLimit?: number;
	readonly outputTokenLimit?: number;
	readonly maxTemperature?: number;
	/** Google advises against setting it (https://ai.google.dev/gemini-api/docs/changelog, 2026-07-21). */
	readonly isTemperatureDeprecated: boolean;
};

/** What the aliases stood for in November 2026 (https://ai.google.dev/gemini-api/docs/models). */
const aliases: ReadonlyMap<string, string> = new Map([
	['gemini-flash-latest', 'gemini-3.8-flash'],
	['gemini-flash-lite-latest', 'gemini-3.5-flash-lite'],
	['gemini-pro-latest', 'gemini-3.1-pro-preview'],
]);

/** Text models by their ids: those for images, speech and the like have settings of their own. */
const textModel = /^gemini-(\d{1,2})(?:\.(\d{1,2}))?-(flash-lite|flash|pro)(?:-preview)?(?:-customtools|-\d{2,4})*$/;

/** The settings of a model by its id, with or without `models/`, and what a list says of it. */
export function abilitiesOf(model: string, facts: Partial<ModelFacts> = {}): Abilities {
	const id = model.replace(/^models\//, '');
	const found = textModel.exec(aliases.get(id) ?? id);
	const version = found ? Number(found[1]) * 100 + Number(found[2] ?? 0) : undefined;
	const { inputTokenLimit, outputTokenLimit, maxTemperature } = facts;
	return {
		thinking: found && version !== undefined ? thinkingOf(version, found[3] ?? '') : thinkingOfListed(facts),
		...(inputTokenLimit === undefined ? {} : { inputTokenLimit }),
		...(outputTokenLimit === undefined ? {} : { outputTokenLimit }),
		...(maxTemperature === undefined ? {} : { maxTemperature }),
		isTemperatureDeprecated: version !== undefined && version >= 306,
	};
}

/** Levels and ranges: https://ai.google.dev/gemini-api/docs/thinking and the model files of https://models.dev. */
function thinkingOf(version: number, kind: string): ThinkingAbility {
	if (version < 205) {
		return { kind: 'none' };
	}
	if (version === 205) {
		return kind === 'pro'
			? { kind: 'budget', least: 128, most: 32_768, mayBeOff: false }
			: { kind: 'budget', least: kind === 'flash' ? 1 : 512, most: 24_576, mayBeOff: true };
	}
	if (kind === 'pro' || version >= 307) {
		return { kind: 'level', levels: ['low', 'medium', 'high'] };
	}
	return { kind: 'level', levels: thinkingLevels };
}

/** Google's list marks the models that think, and says nothing of the others; other lists have no limits either. */
const thinkingOfListed = ({ thinking, inputTokenLimit }: Partial<ModelFacts>): ThinkingAbility =>
	thinking !== true && inputTokenLimit !== undefined ? { kind: 'none' } : { kind: 'unknown' };
