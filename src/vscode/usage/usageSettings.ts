import * as vscode from 'vscode';
import { callSettings } from '../../core/callSettings.ts';
import { type SpendLimits, spendLimitsOf } from '../../core/spend/spendLimits.ts';

// All of them are machine-scoped: a workspace can neither lift a limit nor make calls look cheap.

/** How many calls of one profile may be under way; a value outside the manifest's bounds counts as the default. */
export function callsAtOnce(): number {
	const most = read(callSettings.callsAtOnce);
	return typeof most === 'number' && Number.isInteger(most) && most >= 1 && most <= 100 ? most : 4;
}

/** A person's own prices, as they were set. */
export const ownPrices = (): unknown => read(callSettings.prices);

/** What a profile may spend in a day. */
export const spendLimits = (profileName: string): SpendLimits =>
	spendLimitsOf(profileName, {
		warn: read(callSettings.warnPerDay),
		ask: read(callSettings.askPerDay),
		profiles: read(callSettings.spendOfProfiles),
	});

const read = (id: string): unknown => vscode.workspace.getConfiguration().get(id);
