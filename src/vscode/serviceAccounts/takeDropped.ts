import * as vscode from 'vscode';
import type { Parts } from '../parts.ts';
import { readJsonFile } from '../quickInput/jsonFile.ts';
import { runSteps } from '../quickInput/steps.ts';
import { keyOf } from './keyFileSteps.ts';
import { serviceAccountSteps } from './serviceAccountSteps.ts';

/** Makes profiles of key files that were dropped on the list, one after the other. */
export async function takeDropped(parts: Parts, dropped: vscode.DataTransfer): Promise<void> {
	const list = (await dropped.get('text/uri-list')?.asString()) ?? '';
	for (const line of list.split(/\r?\n/).filter((each) => each !== '' && !each.startsWith('#'))) {
		const file = vscode.Uri.parse(line);
		const text = await readJsonFile(file);
		const entered = text === undefined ? undefined : await keyOf(parts, { file, text });
		if (entered) {
			await runSteps(serviceAccountSteps(parts, entered));
		}
	}
}
