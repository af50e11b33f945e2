import { isRemedyId } from '../errors/remedies/remedy.ts';
import { readDraftFields } from './draftFields.ts';
import type { FromPage } from './requestProtocol.ts';

/** Parses a message of the page; undefined where it is none. */
export function readFromPage(message: unknown): FromPage | undefined {
	const { type, fields, remedy, count } = (message ?? {}) as Record<string, unknown>;
	switch (type) {
		case 'ready':
		case 'edited':
		case 'stop':
		case 'chooseProfile':
		case 'chooseTarget':
		case 'details':
		case 'explain':
		case 'paste':
		case 'addFiles':
			return { type };
		case 'cure':
			return isRemedyId(remedy) ? { type, remedy } : undefined;
		case 'send':
		case 'copyAs': {
			const read = readDraftFields(fields);
			return read && { type, fields: read };
		}
		case 'count': {
			const read = readDraftFields(fields);
			return read && typeof count === 'number' && Number.isSafeInteger(count)
				? { type, count, fields: read }
				: undefined;
		}
		default:
			return undefined;
	}
}
