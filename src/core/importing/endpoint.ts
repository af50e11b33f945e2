import * as l10n from '@vscode/l10n';
import { developerApiHost } from '../gemini/targets.ts';
import type { Note } from './note.ts';
import { unescaped } from './secretPlaces.ts';

/** What a URL says about a request. */
export type Endpoint = {
	/** Whether it is one that prompts are sent to: Gemini's, or one of the kind of OpenAI's chat completions. */
	readonly isPrompt: boolean;
	/** Without `models/`; empty where the URL names none that could be used. */
	readonly model: string;
	readonly notes: readonly Note[];
};

/** `/models/{model}:method`, by either API (https://ai.google.dev/api/generate-content). The method may be a placeholder. */
const ofModel = /\/(models|tunedModels)\/([^/:?#\s][^:?#\s]{0,200}?)(?::([\w${}%-]{1,100}))?(?:[?#]|$)/;

const promptMethods: ReadonlySet<string> = new Set(['generateContent', 'streamGenerateContent', 'countTokens']);

/** Reads a URL that need not parse: placeholders may stand anywhere in it. */
export function readEndpoint(url: string): Endpoint {
	// No URL of a prompt is longer; looking further would look for a beginning everywhere.
	const [, kind, named = '', method = ''] = ofModel.exec(unescaped(url.slice(0, 2_000))) ?? [];
	const model = kind === 'tunedModels' ? { id: '', notes: [modelLeftOut(`tunedModels/${named}`)] } : readModel(named);
	const isKnown = promptMethods.has(method) || /^[$%{]/.test(method);
	return {
		isPrompt: isKnown || /\/chat\/completions(?:[?#]|$)/.test(url.slice(0, 2_000)),
		model: model.id,
		notes: [
			...model.notes,
			...(method !== '' && !isKnown ? [otherMethod(method)] : []),
			...hostNote(url.slice(0, 2_000)),
		],
	};
}

/** A model's name as the field takes it. One that is not Google's, or a placeholder, is left out. */
export function readModel(named: string): { readonly id: string; readonly notes: readonly Note[] } {
	const id = named.replace(/^(?:models\/|google\/|publishers\/google\/models\/)+/, '');
	if (id === '') {
		return { id, notes: [] };
	}
	return /^(?:gemini|gemma)[\w.-]{0,120}$/.test(id) ? { id, notes: [] } : { id: '', notes: [modelLeftOut(named)] };
}

function hostNote(url: string): readonly Note[] {
	let host: string;
	try {
		host = new URL(url).hostname;
	} catch {
		// A placeholder in the host leaves its end.
		host = /^https:\/\/[^/?#]{0,200}?(aiplatform\.googleapis\.com)(?:[/?#]|$)/.exec(url)?.[1] ?? '';
	}
	if (/(?:^|[.-])aiplatform\.googleapis\.com$/.test(host) || /\/publishers\/[^/]{1,100}\/models\//.test(url)) {
		return [elsewhere('Vertex AI')];
	}
	return host === '' || host === developerApiHost ? [] : [elsewhere(host)];
}

const elsewhere = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('The request was for {0}; it is sent where the profile sends.', shown),
});

const modelLeftOut = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('The model {0} is left out: it is none of Gemini’s.', shown),
});

const otherMethod = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('The request calls {0}; the panel generates content.', shown),
});
