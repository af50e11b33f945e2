import * as l10n from '@vscode/l10n';
import type { TargetKind } from './target.ts';
import { baseOf, type Place, targetAt } from './targets.ts';

/** Host and path, and what is asked there if that is not the Gemini Developer API itself. */
export function targetInWords(place: Place): string {
	const address = baseOf(place).replace(/^https?:\/\//, '');
	const target = targetAt(place);
	switch (target.kind) {
		case 'developer':
			return address;
		case 'vertex':
			return l10n.t('{0} (Vertex AI, {1}, {2})', address, target.location, target.project);
		case 'vertex-express':
		case 'openai':
			return l10n.t('{0} ({1})', address, kindInWords(target.kind));
	}
}

/** The name of a kind of target, as it stands in a list. */
export function kindInWords(kind: TargetKind): string {
	switch (kind) {
		case 'developer':
			return l10n.t('Gemini Developer API');
		case 'vertex':
			return l10n.t('Vertex AI');
		case 'vertex-express':
			return l10n.t('Vertex AI in express mode');
		case 'openai':
			return l10n.t('OpenAI-compatible endpoint');
	}
}
