import * as l10n from '@vscode/l10n';
import type { Template } from './template.ts';

export const builtInIds = ['explain', 'review', 'tests', 'translate'] as const;
export type BuiltInId = (typeof builtInIds)[number];

/** What Latchkey brings along. Prompts are English whatever the language of VS Code: models follow that best. */
export const builtInTemplates: Readonly<Record<BuiltInId, Template>> = {
	explain: {
		prompt: 'Explain what this part of `${file}` (${language}) does and why it might be written this way.',
		system: 'Answer briefly and plainly, for a developer who sees the text for the first time.',
		result: 'panel',
	},
	review: {
		prompt:
			'Review this part of `${file}` (${language}). Name mistakes first, then risks, then what could be simpler. Say so if there is nothing to improve.',
		system: 'Be concrete: quote the place and show the change. Do not praise.',
		result: 'panel',
	},
	tests: {
		prompt:
			'Write unit tests for this part of `${file}` (${language}), with the test library that is usual for the language.',
		system: 'Answer with one fenced block of code that holds the tests, and nothing else.',
		result: 'document',
	},
	translate: {
		prompt: 'Translate this text into ${target}.',
		system:
			'Answer with the translation and nothing else. Keep markup, placeholders, indentation and line breaks; of code translate comments and texts for people alone.',
		result: 'replace',
	},
};

// Functions, because translations are there only once the extension has been activated.
export const builtInLabels: Readonly<Record<BuiltInId, () => string>> = {
	explain: () => l10n.t('Explain'),
	review: () => l10n.t('Review'),
	tests: () => l10n.t('Write Tests'),
	translate: () => l10n.t('Translate…'),
};
