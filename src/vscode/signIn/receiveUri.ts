import type * as vscode from 'vscode';
import { callbackPath, longestAnswer, parametersOfQuery } from '../../core/oauth/redirectAddress.ts';
import type { SignIns } from '../../core/oauth/signIns.ts';

/** Takes an address of ours that somebody opened: any page can. Only the callback of a sign-in that waits does anything. */
export function receiveUri(signIns: SignIns, { path, query }: vscode.Uri): void {
	if (path !== callbackPath || query.length > longestAnswer) {
		signIns.ignore('an address of ours that is no answer');
		return;
	}
	signIns.receive(parametersOfQuery(query), 'uri-handler');
}
