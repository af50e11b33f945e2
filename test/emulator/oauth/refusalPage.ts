import { escapeHtml } from '../http/escapeHtml.ts';
import type { Reply } from '../http/reply.ts';
import type { PageRefusal } from './authorizationRefused.ts';
import { pageReply } from './pageFrame.ts';

/** The end of the way in the browser: a person reads it here, and the app waits in vain. */
export function refusalPage({ status, error, headline, text, details }: PageRefusal): Reply {
	const more = details === undefined ? '' : `\n<p class="quiet">Request details: ${escapeHtml(details)}</p>`;
	const body = `<h1>${escapeHtml(headline)}</h1>
<p>${escapeHtml(text)}</p>
<p><strong>Error ${status}: ${escapeHtml(error)}</strong></p>${more}`;
	return pageReply(status, `Error ${status} – Google Accounts`, body);
}
