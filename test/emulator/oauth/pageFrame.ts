import { createHash } from 'node:crypto';
import { escapeHtml } from '../http/escapeHtml.ts';
import type { Reply } from '../http/reply.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#f0f4f9, #1e1f20); color: light-dark(#1f1f1f, #e3e3e3); }
main { box-sizing: border-box; max-width: 30rem; margin: 2rem auto; padding: 2rem; border-radius: 1.5rem;
	background: light-dark(#fff, #0e0e0e); overflow-wrap: anywhere; }
@media (max-width: 32rem) { main { margin: 0 auto; border-radius: 0; padding: 1.25rem; } }
h1 { font-size: 1.5rem; font-weight: 400; line-height: 1.25; margin: 0.5rem 0 1rem; }
p { margin: 0.75rem 0; }
.quiet { font-size: 0.875rem; color: light-dark(#444746, #c4c7c5); }
fieldset { border: 1px solid light-dark(#747775, #8e918f); border-radius: 0.75rem; margin: 1rem 0; padding: 0.25rem 1rem 0.5rem; }
legend { padding: 0 0.25rem; font-weight: 500; }
label { display: flex; gap: 0.75rem; align-items: flex-start; padding: 0.5rem 0; }
input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0.2rem 0 0; accent-color: light-dark(#0b57d0, #a8c7fa); }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
button { font: inherit; padding: 0.5rem 1.5rem; border-radius: 1.25rem; border: 1px solid light-dark(#747775, #8e918f);
	background: transparent; color: light-dark(#0b57d0, #a8c7fa); cursor: pointer; }
button.first { background: light-dark(#0b57d0, #a8c7fa); border-color: transparent; color: light-dark(#fff, #062e6f); }
:focus-visible { outline: 3px solid light-dark(#0b57d0, #a8c7fa); outline-offset: 2px; }
`;

/**
 * No script, nothing from elsewhere, in nobody's frame. There is no `form-action`: Chromium would apply it to the redirect
 * that answers the form as well, and so keep the browser from returning to the app.
 */
const policy = [
	"default-src 'none'",
	`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

const headers = {
	'content-type': 'text/html; charset=UTF-8',
	'content-security-policy': policy,
	'x-frame-options': 'DENY',
	'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
	'referrer-policy': 'same-origin',
} as const;

/** A page of accounts.google.com. `main` is HTML. */
export function pageReply(status: number, title: string, main: string): Reply {
	return { kind: 'whole', status, headers, body: page(title, main), from: 'page' };
}

function page(title: string, main: string): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="quiet">Sign in with Google — played by the Latchkey emulator; nothing leaves this machine.</p>
${main}
</main>
</body>
</html>
`;
}
