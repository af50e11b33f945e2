import { header } from '../http/headers.ts';
import type { RouteRequest } from '../routing.ts';

/** The fields of a form body. A body of another kind is no form and so has no fields (RFC 6749, appendix B). */
export function readForm({ message, bytes }: Pick<RouteRequest, 'message' | 'bytes'>): URLSearchParams {
	return new URLSearchParams(isForm(header(message, 'content-type')) ? bytes.toString('utf8') : '');
}

export function isForm(contentType: string | undefined): boolean {
	return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '');
}
