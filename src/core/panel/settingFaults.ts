import * as l10n from '@vscode/l10n';
import { readResponseSchema } from '../gemini/responseSchema.ts';
import type { DraftFields, FieldFault } from './draftFields.ts';
import { largestRequest, mostAttachments } from './readAttachments.ts';
import { mostStopSequences, stopSequencesIn } from './stopSequences.ts';
import { wholeNumberIn } from './wholeNumber.ts';

/** The first of the further settings that cannot be sent with any model. */
export const faultOfSettings = (fields: DraftFields): FieldFault | undefined =>
	faultOfNumber('thinkingBudget', fields.thinkingBudget, -1, largestInt32, () =>
		l10n.t('The thinking budget is a whole number of tokens; -1 leaves it to the model.'),
	) ??
	faultOfStop(fields) ??
	faultOfNumber('seed', fields.seed, -largestInt32 - 1, largestInt32, () =>
		l10n.t('The seed is a whole number from {0} to {1}.', -largestInt32 - 1, largestInt32),
	) ??
	faultOfNumber('candidates', fields.candidates, 1, mostCandidates, () =>
		l10n.t('Answers are a whole number from 1 to {0}.', mostCandidates),
	) ??
	faultOfSchema(fields) ??
	faultOfSize(fields);

/** What Google takes as int32. */
const largestInt32 = 2 ** 31 - 1;
/** https://ai.google.dev/api/generate-content#GenerationConfig */
const mostCandidates = 8;

function faultOfNumber(
	field: 'thinkingBudget' | 'seed' | 'candidates',
	text: string,
	least: number,
	most: number,
	message: () => string,
): FieldFault | undefined {
	const number = wholeNumberIn(text);
	return number === undefined || (number >= least && number <= most) ? undefined : { field, message: message() };
}

const faultOfStop = ({ stop }: DraftFields): FieldFault | undefined =>
	stopSequencesIn(stop).length > mostStopSequences
		? { field: 'stop', message: l10n.t('Gemini takes at most {0} stop sequences, one per line.', mostStopSequences) }
		: undefined;

function faultOfSchema({ schema, responseMimeType }: DraftFields): FieldFault | undefined {
	const read = readResponseSchema(schema);
	if (read.kind === 'fault') {
		return { field: 'schema', message: read.message };
	}
	return read.kind === 'schema' && responseMimeType === 'text/plain'
		? {
				field: 'responseMimeType',
				message: l10n.t('A JSON schema needs an answer in JSON: choose JSON, or leave it to the model.'),
			}
		: undefined;
}

function faultOfSize({ attachments, prompt, system }: DraftFields): FieldFault | undefined {
	if (attachments.length > mostAttachments) {
		return { field: 'attachments', message: l10n.t('A request takes at most {0} files here.', mostAttachments) };
	}
	const size = attachments.reduce((sum, { data }) => sum + data.length, prompt.length + system.length);
	return size > largestRequest
		? {
				field: 'attachments',
				message: l10n.t('Google takes requests of 20 MB in all, and files grow by a third on the way. Remove some.'),
			}
		: undefined;
}
