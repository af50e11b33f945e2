import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Draft } from '../../core/gemini/draft.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { type SnippetId, type SnippetRequest, snippetIds } from '../../core/snippets/snippet.ts';
import { snippetLabels } from '../../core/snippets/snippetLabels.ts';
import { snippetOf } from '../../core/snippets/snippetOf.ts';
import { withoutLinks } from '../plainText.ts';
import { askChoice } from '../quickInput/ask.ts';

/** What was taken last in this window: Enter takes it again. */
let last: SnippetId | undefined;

/** Copies a request as code in a form that a person chooses. The code names where the secret is to come from and holds none. */
export async function copyAs(draft: Draft, profile: Profile | undefined): Promise<void> {
	const choices = snippetIds.map((id) => ({ ...snippetLabels[id](), value: id }));
	const asked = await askChoice({
		title: l10n.t('Copy Request As'),
		canGoBack: false,
		prompt: l10n.t('The key or token is left out: the code says where it takes it from.'),
		choices,
		active: choices.find(({ value }) => value === last),
	});
	if (typeof asked !== 'string') {
		last = asked.value;
		await copy(asked.value, { draft, profile, isStreamed: false });
	}
}

/** There is no panel whose request could be copied. */
export function sayNoPanel(): void {
	void vscode.window.showInformationMessage(l10n.t('Open a request panel and type a prompt first.'));
}

async function copy(id: SnippetId, request: SnippetRequest): Promise<void> {
	const { text, language, needs, environment } = snippetOf(id, request);
	await vscode.env.clipboard.writeText(text);
	const other = request.isStreamed ? l10n.t('Copy Plain Form') : l10n.t('Copy Streaming Form');
	const open = l10n.t('Open in Editor');
	const copyEnvironment = l10n.t('Copy Environment');
	const { label } = snippetLabels[id]();
	const chosen = await vscode.window.showInformationMessage(
		withoutLinks([l10n.t('Copied: {0}.', label), ...needs].join(' ')),
		open,
		other,
		...(environment === undefined ? [] : [copyEnvironment]),
	);
	switch (chosen) {
		case open:
			await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: text, language }));
			return;
		case other:
			await copy(id, { ...request, isStreamed: !request.isStreamed });
			return;
		case copyEnvironment:
			await vscode.env.clipboard.writeText(environment ?? '');
			vscode.window.setStatusBarMessage(l10n.t('The environment was copied.'), 5000);
	}
}
