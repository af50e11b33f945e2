import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callSettings } from '../../core/callSettings.ts';
import { orAborted } from '../../core/orAborted.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { judgeSpend } from '../../core/spend/judgeSpend.ts';
import { spentDetail, spentInWords } from '../../core/spend/spendWords.ts';
import { openMachineSettings } from '../openMachineSettings.ts';
import { plainText } from '../plainText.ts';
import type { UsageParts } from '../usage/usageParts.ts';
import { spendLimits } from '../usage/usageSettings.ts';

type Ports = Pick<UsageParts, 'meter' | 'today'>;

/**
 * Whether a call may be sent as far as money goes: warns once a day when a profile comes to its first limit, and asks before each
 * call from its second on. `estimateNext`: what the call will cost in US dollars, where that is known.
 */
export async function maySpend(
	usage: Ports,
	profile: Profile,
	signal: AbortSignal,
	estimateNext?: number,
): Promise<boolean> {
	const limits = spendLimits(profile.name);
	const day = await usage.today(profile);
	const judged = judgeSpend({ spentToday: day.usd, limits, ...(estimateNext === undefined ? {} : { estimateNext }) });
	const name = plainText(profile.name);
	if (judged === 'warn' && (await usage.meter.isFirstWarning(profile.id))) {
		void warn(`${spentInWords(name, day, limits.warn)} ${spentDetail(day)}`);
	}
	return judged !== 'ask' || ask(spentInWords(name, day, limits.ask), spentDetail(day), signal);
}

async function warn(message: string): Promise<void> {
	const change = l10n.t('Change Limits');
	if ((await vscode.window.showWarningMessage(message, change)) === change) {
		openLimits();
	}
}

/** The first button is the one that Enter presses: it sends nothing. */
async function ask(message: string, detail: string, signal: AbortSignal): Promise<boolean> {
	const [change, send] = [l10n.t('Change Limits'), l10n.t('Send Anyway')];
	const asking = vscode.window.showWarningMessage(message, { modal: true, detail }, change, send);
	const chosen = await orAborted(Promise.resolve(asking), signal);
	if (chosen === change) {
		openLimits();
	}
	return chosen === send;
}

const openLimits = (): void =>
	void openMachineSettings(callSettings.warnPerDay, callSettings.askPerDay, callSettings.spendOfProfiles);
