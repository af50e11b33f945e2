import { forbiddenPage, notFoundPage } from '../http/frontEndPages.ts';
import type { Reply } from '../http/reply.ts';

const htmlType = 'text/html; charset=UTF-8';

/** Every answer names its flavor, refusals too: by it a client knows that it is not some other server at that address. */
function reply(status: number, contentType: string, body: string, more: Readonly<Record<string, string>> = {}): Reply {
	return {
		kind: 'whole',
		status,
		headers: {
			'metadata-flavor': 'Google',
			'content-type': contentType,
			server: 'Metadata Server for VM',
			'x-xss-protection': '0',
			'x-frame-options': 'SAMEORIGIN',
			...more,
		},
		body,
		from: 'metadata-server',
	};
}

export const metadataText = (body: string, status = 200) => reply(status, 'application/text', body);
export const metadataJson = (body: unknown) => reply(200, 'application/json', JSON.stringify(body));
export const metadataMissing = (path: string) => reply(404, htmlType, notFoundPage(path));
export const metadataForbidden = (path: string) => reply(403, htmlType, forbiddenPage(path));
/** A directory was asked for as if it were a value. */
export const metadataMoved = (location: string) => reply(301, htmlType, '', { location });
