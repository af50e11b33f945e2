import type { Content, GenerateRequest, Part } from './request.ts';
import { countTokens, mediaTokens } from './tokens.ts';

export type ModalityCount = { readonly modality: string; readonly tokenCount: number };

/** Tokens of everything the model reads: contents, system instruction and tools, by modality. Zeros are left out. */
export function promptTokens(request: GenerateRequest): readonly ModalityCount[] {
	const counts = new Map<string, number>();
	const add = (modality: string, count: number) => counts.set(modality, (counts.get(modality) ?? 0) + count);
	for (const content of [request.systemInstruction, ...(request.contents ?? [])]) {
		countContent(content, add);
	}
	if (request.tools !== undefined) {
		add('TEXT', countTokens(JSON.stringify(request.tools)));
	}
	return [...counts]
		.filter(([, tokenCount]) => tokenCount > 0)
		.map(([modality, tokenCount]) => ({ modality, tokenCount }));
}

export const sumTokens = (counts: readonly ModalityCount[]) =>
	counts.reduce((sum, { tokenCount }) => sum + tokenCount, 0);

function countContent(content: Content | undefined, add: (modality: string, count: number) => void): void {
	for (const part of content?.parts ?? []) {
		const media = part.inlineData ?? part.fileData;
		if (media !== undefined) {
			add(modalityOf(media.mimeType ?? ''), mediaTokens);
		} else {
			add('TEXT', countTokens(part.text ?? jsonOf(part)));
		}
	}
}

const jsonOf = (part: Part) =>
	JSON.stringify(part.functionCall ?? part.functionResponse ?? part.executableCode ?? part.codeExecutionResult ?? '');

function modalityOf(mimeType: string): string {
	const kind = mimeType.split('/')[0]?.toUpperCase();
	return kind === 'IMAGE' || kind === 'AUDIO' || kind === 'VIDEO' ? kind : 'DOCUMENT';
}
