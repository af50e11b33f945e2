import * as l10n from '@vscode/l10n';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { withCancel } from '../withCancel.ts';
import { askGemini } from './checkProfile.ts';
import { putToUse } from './putToUse.ts';
import { sayAdded } from './sayAdded.ts';

/** Asks Gemini about a profile that is new, or has another credential, and says how it stands. */
export async function checkAdded(parts: Parts, profile: Profile): Promise<void> {
	const title = l10n.t('Asking Gemini about {0}…', plainText(profile.name));
	const checked = await withCancel(parts.clock, title, (signal) => askGemini(parts, profile, signal));
	const now = await parts.store.find(profile.id);
	const current = now.kind === 'answered' && now.value ? now.value : profile;
	void sayAdded(parts, current, checked, await putToUse(parts, current));
}
