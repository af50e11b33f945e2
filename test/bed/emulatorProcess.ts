import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { startNode, stopChild } from './children.ts';
import { root } from './paths.ts';

export interface EmulatorProcess {
	readonly origin: string;
	readonly port: number;
	/** A key the emulator accepts. */
	readonly validKey: string;
	/** The file of an OAuth client that it knows, as Google's console gives it. */
	readonly clientJson: string;
	/** What the setting `latchkey.emulator` is to say. */
	readonly door: Readonly<Record<string, string>>;
	readonly process: ChildProcess;
	stop(): Promise<void>;
}

interface Announcement {
	readonly origin: string;
	readonly originV6?: string;
	readonly keys: { readonly valid: string };
	readonly oauth: { readonly desktopClient: { readonly json: string } };
}

/** The emulator of Google's services in a process of its own; on another port when the wanted one is taken. */
export async function startEmulator(wantedPort: number): Promise<EmulatorProcess> {
	const first = await announced(wantedPort).catch(() => undefined);
	const { child, said } = first ?? (await announced(0));
	return {
		origin: said.origin,
		port: Number(new URL(said.origin).port),
		validKey: said.keys.valid,
		clientJson: said.oauth.desktopClient.json,
		door: {
			'generativelanguage.googleapis.com': said.origin,
			'aiplatform.googleapis.com': said.origin,
			'oauth2.googleapis.com': said.origin,
			'iamcredentials.googleapis.com': said.origin,
			'sts.googleapis.com': said.origin,
			'secretmanager.googleapis.com': said.origin,
			'cloudresourcemanager.googleapis.com': said.origin,
			'www.googleapis.com': said.origin,
			// Opened in the browser too, where VS Code would lead 127.0.0.1 to its own port forwarding.
			'accounts.google.com': said.originV6 ?? said.origin,
		},
		process: child,
		stop: () => stopChild(child),
	};
}

async function announced(port: number): Promise<{ readonly child: ChildProcess; readonly said: Announcement }> {
	const child = startNode(['test/emulator/main.ts', `--port=${port}`], { cwd: root });
	let trouble = '';
	child.stderr?.on('data', (chunk: Buffer) => {
		trouble = (trouble + chunk.toString()).slice(-2000);
	});
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => reject(new Error(`The emulator ended before it listened:\n${trouble}`)));
		if (!child.stdout) return;
		// Its first line says where it listens; later ones are read too, or it would stand still on a full pipe.
		createInterface({ input: child.stdout }).once('line', (text) => {
			try {
				resolve({ child, said: JSON.parse(text) as Announcement });
			} catch {
				reject(new Error(`The emulator did not say where it listens: ${text}`));
			}
		});
	});
}
