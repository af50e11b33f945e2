import type { AnswerExtra } from '../../core/gemini/answerExtra.ts';

/** The same with images named only: what a page keeps over a reload has to be small. */
export const withoutImages = (extras: readonly AnswerExtra[]): readonly AnswerExtra[] =>
	extras.map((extra) =>
		extra.kind === 'image'
			? { kind: 'file', mimeType: extra.mimeType, bytes: Math.floor((extra.data.length * 3) / 4) }
			: extra,
	);
