import * as vscode from 'vscode';
import { type EmulatorDoor, readEmulatorDoor, unusable } from '../core/hosts/emulatorDoor.ts';
import { settings } from '../core/ids.ts';
import type { Disposable } from '../core/ports.ts';

// Machine-scoped settings come from the person or the machine alone: VS Code passes over a workspace that sets them.

export const emulatorDoor = (): EmulatorDoor => readEmulatorDoor(read(settings.emulator));

export const isEmulated = (): boolean => Object.values(emulatorDoor().hosts).some((origin) => origin !== unusable);

/** The setting names an address that is not on this machine, so that requests are refused. */
export const isDoorUnusable = (): boolean => Object.values(emulatorDoor().hosts).includes(unusable);

/** In milliseconds; a value that is no number within the manifest's bounds counts as the default. */
export function requestTimeout(): number {
	const seconds = read(settings.requestTimeoutSeconds);
	return (typeof seconds === 'number' && seconds >= 1 && seconds <= 3600 ? seconds : 120) * 1000;
}

export const onDidChangeEmulatorDoor = (listener: () => void): Disposable =>
	vscode.workspace.onDidChangeConfiguration((event) => {
		if (event.affectsConfiguration(settings.emulator)) {
			listener();
		}
	});

const read = (id: string): unknown => vscode.workspace.getConfiguration().get(id);
