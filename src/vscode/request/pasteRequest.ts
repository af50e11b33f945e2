import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readRequest } from '../../core/importing/readRequest.ts';
import type { DraftFields } from '../../core/panel/draftFields.ts';
import { withoutLinks } from '../plainText.ts';

/** The fields that a request on the clipboard describes, after saying what could not be taken; undefined where there is none. */
export async function requestOnClipboard(): Promise<DraftFields | undefined> {
	const read = readRequest(await vscode.env.clipboard.readText());
	if (read.kind === 'unreadable') {
		void vscode.window.showWarningMessage(
			withoutLinks(
				`${read.why} ${l10n.t('Copy a curl command, an .http request, a Postman request, or a body for Gemini or OpenAI, and paste it again.')}`,
			),
		);
		return undefined;
	}
	const { fields, leftOut, hadSecret } = read;
	const said = [
		...(hadSecret ? [l10n.t('The key in it was left out: requests use the profile.')] : []),
		...(leftOut.length > 0 ? [l10n.t('Not taken over: {0}', leftOut.join(' '))] : []),
	];
	if (said.length > 0) {
		void vscode.window.showInformationMessage(withoutLinks(said.join(' ')));
	} else {
		vscode.window.setStatusBarMessage(l10n.t('The request was taken over as a whole.'), 5000);
	}
	return fields;
}
