import * as vscode from 'vscode';

/** The empty page of the request panel; its script builds the rest. Nothing from a server is ever part of it. */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri, title: string): string {
	const uri = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path));
	const nonce = crypto.randomUUID().replaceAll('-', '');
	const policy = [
		"default-src 'none'",
		`style-src ${webview.cspSource}`,
		`font-src ${webview.cspSource}`,
		// Pictures come with a file or an answer, and are never loaded from anywhere.
		'img-src data:',
		`script-src 'nonce-${nonce}'`,
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
	].join('; ');
	return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${uri('media', 'request.css')}">
<link rel="stylesheet" href="${uri('media', 'failure.css')}">
<link rel="stylesheet" href="${uri('media', 'answer.css')}">
<link rel="stylesheet" href="${uri('media', 'markdown.css')}">
<title>${attribute(title)}</title>
</head>
<body data-l10n="${attribute(JSON.stringify(vscode.l10n.bundle ?? {}))}">
<script type="module" nonce="${nonce}" src="${uri('dist', 'webview', 'request.js')}"></script>
</body>
</html>`;
}

const attribute = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
