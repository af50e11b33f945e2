import * as vscode from 'vscode';

/** Where the audit log lies, in the storage that all windows of this machine share. */
export const auditFolder = ({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>): vscode.Uri =>
	vscode.Uri.joinPath(globalStorageUri, 'audit');
