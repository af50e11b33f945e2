import * as vscode from 'vscode';
import { wordsOf } from '../../core/errors/catalogue/catalogue.ts';
import type { Failure } from '../../core/errors/failure.ts';
import { fittingRemedies } from '../../core/errors/remedies/fittingRemedies.ts';
import { remediesOf } from '../../core/errors/remedies/remediesOf.ts';
import { isForAnyPlace } from '../../core/errors/remedies/remedy.ts';
import { labelOf } from '../../core/errors/remedies/remedyWords.ts';
import { commands } from '../../core/ids.ts';
import { indexFaultOf } from '../../core/profiles/indexFault.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { unreadableInWords } from '../../core/profiles/unreadableWords.ts';
import type { Parts } from '../parts.ts';
import { plainText, withoutLinks } from '../plainText.ts';
import { hasOthers } from './hasOthers.ts';

type Help = { readonly label: string; readonly run: () => unknown };

/** Says in a notification what failed, with the click that helps where `parts` can carry it out. Undefined, a cancelled call, is silent. */
export function sayFailure(failure: Failure | undefined, profile?: Profile, parts?: Parts): void {
	if (failure) {
		void say(failure, profile, parts);
	}
}

/** A failure as one line: what it means, and the technical fact behind it. */
export function failureInWords(failure: Failure): string {
	if (indexFaultOf(failure)) {
		return unreadableInWords(failure);
	}
	const { title, sentence } = wordsOf(failure);
	// Servers' words stand in both, and nothing of them may become a link.
	return withoutLinks(`${title}. ${sentence}${failure.evidence ? ` (${failure.evidence})` : ''}`);
}

async function say(failure: Failure, profile: Profile | undefined, parts: Parts | undefined): Promise<void> {
	const text = failureInWords(failure);
	const help = await helpFor(failure, profile, parts);
	const chosen = await vscode.window.showErrorMessage(
		profile ? `${plainText(profile.name)}: ${text}` : text,
		...(help ? [help.label] : []),
	);
	if (help && chosen === help.label) {
		await help.run();
	}
}

/** The first remedy that can be carried out from here, as a button; undefined where none can. */
export async function helpFor(
	failure: Failure,
	profile: Profile | undefined,
	parts: Parts | undefined,
): Promise<Help | undefined> {
	const repair = remediesOf(failure).find(({ id }) => id === 'repair-profiles');
	if (repair) {
		return { label: labelOf(repair), run: () => vscode.commands.executeCommand(commands.repairProfiles) };
	}
	if (!parts || !profile) {
		return undefined;
	}
	const situation = { profile, hasOthers: await hasOthers(parts, profile) };
	const remedy = fittingRemedies(failure, situation).find(isForAnyPlace);
	return remedy && { label: labelOf(remedy), run: () => parts.cure(remedy, { failure, profileId: profile.id }) };
}
