import * as l10n from '@vscode/l10n';
import type { Receipt } from './waitingSignIn.ts';

/** The page a browser shows when it has brought its answer back. `returnTo`: an address that brings the editor to the front. */
export function loopbackPage(
	receipt: Exclude<Receipt, 'stray'>,
	returnTo: string | undefined,
	language: string,
): string {
	const [title, sentence] =
		receipt === 'answered'
			? [
					l10n.t('Back to the editor'),
					l10n.t('Latchkey has the answer and goes on in the editor. You can close this tab.'),
				]
			: [
					l10n.t('Nothing was signed in'),
					l10n.t('The sign-in was declined or refused; the editor says more. You can close this tab.'),
				];
	const link = returnTo
		? `<p><a href="${escaped(returnTo)}" autofocus>${escaped(l10n.t('Return to the Editor'))}</a></p>`
		: '';
	return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 15vh auto 0; max-width: 32rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; }
a { display: inline-block; padding: .5rem 1rem; border: 1px solid; border-radius: .25rem; text-decoration: none; color: inherit; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(sentence)}</p>
${link}
</main>
</body>
</html>`;
}

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
