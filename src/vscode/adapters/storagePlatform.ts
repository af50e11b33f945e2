import type * as vscode from 'vscode';
import type { Lock } from '../../core/ports.ts';

/** What of a Platform a document in a storage folder takes. */
export type StoragePlatform = {
	readonly lockFor: (storage: vscode.Uri, name: string, patience: number) => Lock;
	readonly replaceFile?: (draft: vscode.Uri, file: vscode.Uri) => Promise<void>;
};
