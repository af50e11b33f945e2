import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { fillIn } from '../../core/editor/fillIn.ts';
import { joined } from '../../core/editor/parts.ts';
import { pieceAt, sentOf } from '../../core/editor/piece.ts';
import type { Span } from '../../core/editor/span.ts';
import type { AnswerPlace } from '../../core/editor/template.ts';
import { commands } from '../../core/ids.ts';
import { askPorts } from '../askPorts.ts';
import type { Parts } from '../parts.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { askHow, type How, type ProfileChoice } from './askHow.ts';
import { eolOf, fileNameOf } from './documentFacts.ts';
import { type Asking, putAnswers } from './putAnswers.ts';
import { sayNothingToSend, selectedParts } from './selectedParts.ts';
import { mayBeSentAtThatSize } from './sizeGuard.ts';
import { TrackedParts } from './trackedParts.ts';

/** Sends what is selected as the person chooses: with a template, with any profile, and with the answer wherever they want it. */
export async function sendSelectionWith(parts: Parts): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	const selected = editor && selectedParts(editor);
	if (!selected) {
		sayNothingToSend();
		return;
	}
	const { document } = editor;
	const text = document.getText();
	// What is selected now is meant, whatever happens to the document while the person chooses.
	const tracked = new TrackedParts(document, selected.parts);
	try {
		const profiles = await profilesOf(parts);
		const how = profiles && (await askHow(document, profiles, parts.clock));
		if (!how) {
			return;
		}
		const { profile, place } = how;
		const prompts = promptsOf(how, document, text, selected.parts);
		const asking: Asking = { profile, prompts, ports: askPorts(parts, await parts.confirmation()) };
		if (!(await mayBeSentAtThatSize(asking, selected.isWholeDocument, place === 'panel'))) {
			return;
		}
		if (place === 'panel') {
			const by = profile.id === profiles.active?.id ? {} : { by: profile };
			(await parts.panels()).sendPrompt({ ...(prompts[0] ?? { prompt: '' }), ...by });
		} else {
			await putAnswers(parts, asking, tracked, place);
		}
	} finally {
		tracked.dispose();
	}
}

/** The profiles there are; undefined where there is none, which leads to adding one. */
async function profilesOf({ store, active }: Parts): Promise<ProfileChoice | undefined> {
	const [all, resolution] = await Promise.all([store.list(), active.resolve()]);
	if (all.kind !== 'answered') {
		sayFailure(all.kind === 'failed' ? all.failure : undefined);
		return undefined;
	}
	if (all.value.length > 0) {
		return { all: all.value, active: resolution.kind === 'answered' ? resolution.value.profile : undefined };
	}
	const add = l10n.t('Add Gemini Profile');
	if ((await vscode.window.showInformationMessage(l10n.t('Add a profile first, then send again.'), add)) === add) {
		await vscode.commands.executeCommand(commands.addProfile);
	}
	return undefined;
}

/** One prompt for each part where each is answered for itself, else one for all of them. */
function promptsOf(
	{ template, target, place }: How,
	document: vscode.TextDocument,
	text: string,
	parts: readonly Span[],
): Asking['prompts'] {
	const isEach = isInner(place);
	// Text as it is is sent as it stands, but where the answer's indentation has to be told from the document's.
	const isSentBare = template !== undefined || isEach;
	const texts = parts.map((part) =>
		isSentBare ? sentOf(pieceAt(text, part, eolOf(document))) : text.slice(part.start, part.end),
	);
	const promptOf = (selection: string) =>
		template
			? // Without a system instruction of the template's there is none.
				{
					system: '',
					...fillIn(template, { selection, language: document.languageId, file: fileNameOf(document), target }),
				}
			: { prompt: selection };
	return isEach ? texts.map(promptOf) : [promptOf(joined(texts))];
}

const isInner = (place: AnswerPlace): boolean => place === 'below' || place === 'replace';
