import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { builtInIds, builtInLabels, builtInTemplates } from '../../core/editor/builtInTemplates.ts';
import { readTemplates } from '../../core/editor/readTemplates.ts';
import type { Template } from '../../core/editor/template.ts';
import { settings } from '../../core/ids.ts';
import { plainText } from '../plainText.ts';

/** A template as a person chooses it; without one, the text is sent as it is. `key` tells them apart. */
export type TemplateChoice = {
	readonly key: string;
	readonly label: string;
	readonly icon: string;
	readonly template?: Template;
};

/** Said once for as long as the setting stays as it is. */
let saidRefused: string | undefined;

/** The text as it is, what Latchkey brings along, and what the person or a trusted folder has in the settings. */
export function templatesFor({ uri }: vscode.TextDocument): readonly TemplateChoice[] {
	// VS Code itself passes over a folder's value where the folder is not trusted (`restrictedConfigurations`).
	const { templates, refused } = readTemplates(
		vscode.workspace.getConfiguration(undefined, uri).get(settings.templates),
	);
	const names = plainText(refused.join(', '));
	if (names !== '' && names !== saidRefused) {
		saidRefused = names;
		void sayRefused(names);
	}
	return [
		{ key: 'as-is', label: l10n.t('Text as It Is'), icon: 'selection' },
		...builtInIds.map((id) => ({
			key: `built-in ${id}`,
			label: builtInLabels[id](),
			icon: 'sparkle',
			template: builtInTemplates[id],
		})),
		...templates.map(({ name, ...template }) => ({
			key: `own ${name}`,
			label: plainText(name),
			icon: 'bookmark',
			template,
		})),
	];
}

async function sayRefused(names: string): Promise<void> {
	const open = l10n.t('Open Settings');
	const said = l10n.t(
		'Left out of your templates, since each takes a prompt and, if you like, a system instruction and a result: {0}',
		names,
	);
	if ((await vscode.window.showWarningMessage(said, open)) === open) {
		await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${settings.templates}`);
	}
}
