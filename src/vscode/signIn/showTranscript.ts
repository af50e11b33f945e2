import * as vscode from 'vscode';
import type { Transcript } from '../../core/oauth/transcript.ts';
import type { Parts } from '../parts.ts';

const scheme = 'latchkey-transcript';
const uri = vscode.Uri.from({ scheme, path: 'Sign-In Transcript.txt' });

/** Opens the transcript of this window as a text that grows while it is open. It is never written to a file. */
export async function showTranscript(parts: Parts): Promise<void> {
	await parts.signIn();
	await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

/** Gives the editor the text, from when there is a transcript on. */
export function provideTranscript(transcript: Transcript): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.Uri>();
	return vscode.Disposable.from(
		changed,
		transcript.onDidChange(() => changed.fire(uri)),
		vscode.workspace.registerTextDocumentContentProvider(scheme, {
			onDidChange: changed.event,
			provideTextDocumentContent: () => transcriptText(transcript),
		}),
	);
}

const introduction =
	'What was asked of authorization servers in this window, and what they said. Secrets are left out.';

function transcriptText({ entries }: Transcript): string {
	const written = entries.map(({ at, title, lines = [], meaning }) =>
		[
			`${new Date(at).toISOString()}  ${title}`,
			...lines.map((line) => (line ? `    ${line}` : '')),
			`  → ${meaning}`,
		].join('\n'),
	);
	return `${[introduction, ...(written.length > 0 ? written : ['Nothing has been asked yet.'])].join('\n\n')}\n`;
}
