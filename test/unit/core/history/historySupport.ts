import type { HistoryEntry } from '../../../../src/core/history/historyEntry.ts';
import { emptyFields } from '../../../../src/core/panel/draftFields.ts';
import type { Turn } from '../../../../src/core/panel/turn.ts';

export const fields = { ...emptyFields, prompt: 'Why is the sky blue?' };

export const turn: Turn = {
	turn: 1,
	prompt: fields.prompt,
	model: 'gemini-one',
	profile: 'Work',
	profileId: 'p',
	answer: 'Because of scattering.',
	usage: '12 tokens',
	latency: '1.2 s',
	end: { kind: 'answered' },
};

export const entry: HistoryEntry = {
	id: 'e',
	at: 1_000,
	profileName: 'Work',
	profileId: 'p',
	model: 'gemini-one',
	fields,
	attachments: [],
	answer: 'Because of scattering.',
	isAnswerCut: false,
	areFieldsCut: false,
	hadSecret: false,
	usage: '12 tokens',
	latency: '1.2 s',
	end: { kind: 'answered' },
};
