import type * as vscode from 'vscode';
import type { Platform } from './compose.ts';
import { RememberedConsent } from './core/secretSources/rememberedConsent.ts';
import { SourcedSecrets } from './core/secretSources/sourcedSecrets.ts';
import type { MachinePorts } from './core/secretSources/sourcePorts.ts';
import { fingerprint } from './net/fingerprint.ts';
import { MementoCell } from './vscode/adapters/mementoCell.ts';
import type { Parts } from './vscode/parts.ts';
import { askForCommand } from './vscode/secretSources/askForCommand.ts';
import { lifeInMemory } from './vscode/secretSources/lifeInMemory.ts';
import { openFolder } from './vscode/secretSources/openFolder.ts';

/** What differs between the extension host of Node and that of the web, as far as secrets that lie elsewhere go. */
export type SecretPlatform = Omit<MachinePorts, 'environment'>;

/** Builds what fetches secrets that lie elsewhere; loaded with the first of them. */
export async function composeSecrets(
	{ store, transport, random, clock, audit }: Pick<Parts, 'store' | 'transport' | 'random' | 'clock' | 'audit'>,
	signIn: Parts['signIn'],
	{ environment, secretPlatform }: Pick<Platform, 'environment' | 'secretPlatform'>,
	context: Pick<vscode.ExtensionContext, 'subscriptions' | 'globalState'>,
): Promise<SourcedSecrets> {
	const reached = await secretPlatform?.();
	const made = new SourcedSecrets({
		...(reached ? { machine: { ...reached, environment } } : {}),
		profiles: () => store.list(),
		tokens: async () => (await signIn()).tokens,
		folder: openFolder,
		consent: new RememberedConsent(new MementoCell(context.globalState, 'allowedCommands'), fingerprint, askForCommand),
		transport,
		random,
		clock,
		audit,
		life: lifeInMemory,
	});
	context.subscriptions.push(made);
	return made;
}
