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

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

export const notFoundPage = (path: string) =>
	frontEndPage(404, 'Not Found', `The requested URL <code>${escapeHtml(path)}</code> was not found on this server.`);

export const tooLargePage = () =>
	frontEndPage(413, 'Request Entity Too Large', 'Your client issued a request that was too large.');

/** The pages a fault can put in the way, by name. */
export const obstaclePages = {
	'google-502': {
		status: 502,
		headers: { server: 'HTTP server (unknown)', 'referrer-policy': 'no-referrer' },
		body: frontEndPage(
			502,
			'Server Error',
			'The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.',
		),
	},
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
} as const;

export type ObstaclePage = keyof typeof obstaclePages;
