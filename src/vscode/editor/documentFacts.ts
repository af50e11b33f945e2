import * as vscode from 'vscode';

/** Base name of a document: where it lies is nobody's business. */
export const fileNameOf = ({ uri }: vscode.TextDocument): string => uri.path.split('/').at(-1) ?? '';

export const eolOf = ({ eol }: vscode.TextDocument): '\n' | '\r\n' => (eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
