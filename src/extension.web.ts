import type * as vscode from 'vscode';
import { compose } from './compose.ts';
import { WebLock } from './net/webLock.ts';

/** Entry in the web worker extension host, which has neither files nor an environment. */
export const activate = (context: vscode.ExtensionContext): void =>
	compose(context, {
		lockFor: (_, name, patience) => new WebLock(`latchkey.${name}`, undefined, patience),
		environment: {},
	});
