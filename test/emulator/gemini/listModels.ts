import { badRequest } from '../errors/details.ts';
import { invalidArgument, RpcError } from '../errors/rpcError.ts';
import { describeModel, models } from './models.ts';

const defaultPageSize = 50;
const maxPageSize = 1000;

/** `{models, nextPageToken?}`. */
export function listModels(apiVersion: string, query: URLSearchParams): object {
	const { items, nextPageToken } = pageOf(models, apiVersion, query);
	return { models: items.map(describeModel), ...(nextPageToken === undefined ? {} : { nextPageToken }) };
}

/** A page of a list. A larger page size than 1000 is cut to it; the token is opaque and good for this list alone, by its name. */
export function pageOf<T>(
	all: readonly T[],
	list: string,
	query: URLSearchParams,
): { readonly items: readonly T[]; readonly nextPageToken?: string } {
	const size = readPageSize(query.get('pageSize') ?? query.get('page_size'));
	const start = readPageToken(query.get('pageToken') ?? query.get('page_token'), list);
	const end = start + size;
	return { items: all.slice(start, end), ...(end < all.length ? { nextPageToken: writePageToken(end, list) } : {}) };
}

function readPageSize(text: string | null): number {
	if (text === null || text === '') {
		return defaultPageSize;
	}
	if (!/^-?\d{1,9}$/.test(text)) {
		const description = `Invalid value at 'page_size' (TYPE_INT32), ${JSON.stringify(text)}`;
		throw new RpcError({
			code: 400,
			message: description,
			status: 'INVALID_ARGUMENT',
			details: [badRequest([{ field: 'page_size', description }])],
		});
	}
	const size = Number(text);
	if (size < 0) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	return size === 0 ? defaultPageSize : Math.min(size, maxPageSize);
}

function writePageToken(start: number, list: string): string {
	return Buffer.from(`models ${list} ${start}`).toString('base64url');
}

function readPageToken(token: string | null, list: string): number {
	if (token === null || token === '') {
		return 0;
	}
	const [kind, version, start] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
	if (kind !== 'models' || version !== list || !/^\d+$/.test(start ?? '')) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	return Number(start);
}
