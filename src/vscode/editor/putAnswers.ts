import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { answerEdit, type InnerPlace } from '../../core/editor/answerEdit.ts';
import { askForText, modelFor } from '../../core/editor/ask.ts';
import { atMost } from '../../core/editor/atMost.ts';
import { joined } from '../../core/editor/parts.ts';
import { edited, type SpanEdit } from '../../core/editor/span.ts';
import { cancelled } from '../../core/outcome.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { askPorts } from '../askPorts.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { AnsweringMark } from './answeringMark.ts';
import { eolOf, fileNameOf } from './documentFacts.ts';
import { openAnswer } from './newDocument.ts';
import { isProposalAccepted } from './proposal.ts';
import type { TrackedParts } from './trackedParts.ts';

/** Prompts for a model, and who asks it. */
export type Asking = {
	readonly ports: ReturnType<typeof askPorts>;
	readonly profile: Profile;
	readonly prompts: readonly { readonly prompt: string; readonly system?: string }[];
};

/** Connections that one person keeps open to Gemini; a limit by the minute counts each. */
const atATime = 3;

/** Asks for an answer to each prompt, and puts them into the document, all in one edit, or into a new one. */
export async function putAnswers(
	parts: Parts,
	asking: Asking,
	tracked: TrackedParts,
	place: InnerPlace | 'document',
): Promise<void> {
	const mark = new AnsweringMark(tracked);
	const answers = await answersTo(parts, asking).finally(() => mark.dispose());
	if (!answers) {
		return;
	}
	const { document } = tracked;
	if (place === 'document') {
		await openAnswer(joined(answers), document.languageId);
		return;
	}
	const edits = () => editsFor(tracked, place, answers);
	const propose = () => edited(document.getText(), edits());
	if (place === 'replace' && edits().length > 0 && !(await isProposalAccepted(tracked, propose, parts.random))) {
		return;
	}
	const lost = answers.filter((_, index) => !tracked.spans[index]);
	const isPut = await apply(document, edits());
	const left = isPut ? lost : answers;
	if (left.length > 0) {
		await openAnswer(joined(left), document.languageId);
		sayWhyNot(document, isPut || lost.length > 0);
	}
}

/** The answers, in the order of the prompts; undefined unless all of them are whole. A failure calls the others off, and is said. */
async function answersTo(parts: Parts, { ports, profile, prompts }: Asking): Promise<readonly string[] | undefined> {
	const stopping = new AbortController();
	const { signal } = stopping;
	const title = l10n.t('Gemini is answering…');
	const outcomes = await vscode.window.withProgress(
		{ location: vscode.ProgressLocation.Notification, title, cancellable: true },
		async (progress, token) => {
			token.onCancellationRequested(() => stopping.abort());
			const model = await modelFor(ports, profile, signal);
			let ended = 0;
			return atMost(atATime, prompts, async (prompt) => {
				const outcome = signal.aborted ? cancelled : await askForText(ports, profile, { model, ...prompt }, signal);
				if (outcome.kind === 'failed') {
					stopping.abort();
				} else if (prompts.length > 1) {
					progress.report({ message: l10n.t('{0} of {1}', ++ended, prompts.length) });
				}
				return outcome;
			});
		},
	);
	const failure = outcomes.find((outcome) => outcome.kind === 'failed')?.failure;
	sayFailure(failure, profile, parts);
	const answers = outcomes.flatMap((outcome) => (outcome.kind === 'answered' ? outcome.value : []));
	return answers.length === prompts.length ? answers : undefined;
}

/** For the parts whose text is still what it was. */
function editsFor(tracked: TrackedParts, place: InnerPlace, answers: readonly string[]): readonly SpanEdit[] {
	const { document, spans } = tracked;
	const text = document.getText();
	return spans.flatMap((span, index) =>
		span ? answerEdit(place, text, span, eolOf(document), answers[index] ?? '') : [],
	);
}

/** Whether VS Code took the edits, all of them in one step. */
async function apply(document: vscode.TextDocument, edits: readonly SpanEdit[]): Promise<boolean> {
	const edit = new vscode.WorkspaceEdit();
	for (const { start, end, text } of edits) {
		edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
	}
	return edits.length === 0 || vscode.workspace.applyEdit(edit);
}

function sayWhyNot(document: vscode.TextDocument, isChanged: boolean): void {
	const name = plainText(fileNameOf(document));
	void vscode.window.showInformationMessage(
		document.isClosed
			? l10n.t('{0} was closed meanwhile, so the answer is in a new document.', name)
			: isChanged
				? l10n.t('What you had selected in {0} was changed meanwhile, so the answer is in a new document.', name)
				: l10n.t('{0} could not be changed, so the answer is in a new document.', name),
	);
}
