import * as vscode from 'vscode';
import type { Failure } from '../../core/errors/failure.ts';
import { contextKeys } from '../../core/ids.ts';
import { indexFaultOf } from '../../core/profiles/indexFault.ts';

/** Has the side bar and the palette offer the repair while the index is damaged. Undefined: it can be read. */
export const tellDamaged = (failure: Failure | undefined): void =>
	void vscode.commands.executeCommand('setContext', contextKeys.damaged, indexFaultOf(failure) === 'damaged');
