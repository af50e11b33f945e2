import { escapeHtml } from './escapeHtml.ts';

/** Pages that stand between a client and the API: Google's front end, and a company's proxy. None of them is JSON. */

/** The robot page of Google's front end; `text` is the middle sentence. */
function frontEndPage(code: number, title: string, text: string): string {
	return `<!DOCTYPE html>
<html lang=en>
  <meta charset=utf-8>
  <meta name=viewport content="initial-scale=1, minimum-scale=1, width=device-width">
  <title>Error ${code} (${title})!!1</title>
  <style>
    *{margin:0;padding:0}html,code{font:15px/22px arial,sans-serif}html{background:#fff;color:#222;padding:15px}
  </style>
  <a href=//www.google.com/><span id=logo aria-label=Google></span></a>
  <p><b>${code}.</b> <ins>That’s an error.</ins>
  <p>${text}  <ins>That’s all we know.</ins>
`;
}

export const notFoundPage = (path: string) =>
	frontEndPage(404, 'Not Found', `The requested URL <code>${escapeHtml(path)}</code> was not found on this server.`);

export const forbiddenPage = (path: string) =>
	frontEndPage(
		403,
		'Forbidden',
		`Your client does not have permission to get URL <code>${escapeHtml(path)}</code> from this server.`,
	);

export const tooLargePage = () =>
	frontEndPage(413, 'Request Entity Too Large', 'Your client issued a request that was too large.');

const fromGoogle = (status: number, title: string, text: string) => ({
	status,
	headers: { server: 'HTTP server (unknown)', 'referrer-policy': 'no-referrer' },
	body: frontEndPage(status, title, text),
});

/** The pages a fault can put in the way, by name. */
export const obstaclePages = {
	'google-400': fromGoogle(400, 'Bad Request', 'Your client has issued a malformed or illegal request.'),
	'google-403': fromGoogle(403, 'Forbidden', 'Your client does not have permission to get this URL from this server.'),
	'google-404': fromGoogle(404, 'Not Found', 'The requested URL was not found on this server.'),
	'google-413': { ...fromGoogle(413, 'Request Entity Too Large', ''), body: tooLargePage() },
	'google-500': fromGoogle(
		500,
		'Server Error',
		'The server encountered an error and could not complete your request.<p>If the problem persists, please report ' +
			'your problem and mention this error message and the query that caused it.',
	),
	'google-502': fromGoogle(
		502,
		'Server Error',
		'The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.',
	),
	'google-503': fromGoogle(
		503,
		'Service Unavailable',
		'The service you requested is not available at this time.<p>Service error -27.',
	),
	'proxy-407': {
		status: 407,
		headers: { 'proxy-authenticate': 'Basic realm="proxy.corp.example"', via: '1.1 proxy.corp.example' },
		body: '<html><head><title>407 Proxy Authentication Required</title></head><body><h1>Access Denied</h1><p>proxy.corp.example asks you to sign in.</p></body></html>\n',
	},
	'proxy-403': {
		status: 403,
		headers: { via: '1.1 proxy.corp.example', server: 'corp-gateway' },
		body: '<html><head><title>Web Page Blocked</title></head><body><h1>Web Page Blocked</h1><p>Access to this site is not allowed by company policy. Category: generative-ai</p></body></html>\n',
	},
	'proxy-502': {
		status: 502,
		headers: { server: 'nginx' },
		body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n',
	},
	/** A hotel's Wi-Fi says that all is well. */
	'captive-portal': {
		status: 200,
		headers: {},
		body: '<!doctype html><html><head><title>Welcome</title></head><body><p>Accept the terms of use to go online.</p></body></html>\n',
	},
} as const;

export type ObstaclePage = keyof typeof obstaclePages;
