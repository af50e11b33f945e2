import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { orAborted } from '../../core/orAborted.ts';
import { repairProfiles } from '../../core/profiles/repairProfiles.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { withCancel } from '../withCancel.ts';
import { sayFailure } from './sayFailure.ts';

/** Repairs the damaged list of profiles, and says what became of it. */
export async function offerRepair(parts: Parts): Promise<void> {
	const outcome = await withCancel(parts.clock, l10n.t('Repairing the list of profiles…'), (signal) =>
		orAborted(repairProfiles(parts, signal), signal),
	);
	if (outcome === 'aborted') {
		return;
	}
	if (outcome.kind === 'failed') {
		sayFailure(outcome.failure);
	} else if (outcome.kind === 'answered') {
		void vscode.window.showInformationMessage(
			outcome.value
				? l10n.t(
						'Profiles read: {0}. Keys recovered from secret storage: {1}. The damaged list was kept as {2}.',
						outcome.value.kept,
						outcome.value.recovered,
						plainText(outcome.value.aside),
					)
				: l10n.t('The list of profiles can be read. There is nothing to repair.'),
		);
	}
}
