import * as l10n from '@vscode/l10n';
import { clientSecretOf } from '../../core/oauth/clientAuth.ts';
import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { Parts } from '../parts.ts';
import { askText } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import { elsewhereButton } from '../secretSources/elsewhereButton.ts';
import type { Frame } from './signInDraft.ts';

type Question = {
	readonly prompt: string;
	/** A client that signs has a private key. */
	readonly isKey: boolean;
	/** Of a profile that is there already. */
	readonly owner?: SecretOwner;
	/** Takes what was typed, or fetched from `source`; a message refuses it. */
	readonly take: (secret: string, source?: SecretSource) => Promise<string | undefined>;
	readonly next: Step;
};

/** Asks for the secret of a client, or for its private key, or where that is kept. */
export const clientSecretStep =
	(parts: Parts, frame: Frame, { prompt, isKey, owner, take, next }: Question): Step =>
	async () => {
		const elsewhere = elsewhereButton(
			isKey ? l10n.t('Private Key Is Kept Elsewhere…') : l10n.t('Client Secret Is Kept Elsewhere…'),
		);
		const asked = await askText({
			...frame,
			prompt,
			value: '',
			password: true,
			buttons: [elsewhere.button],
			accept: (typed) => take(clientSecretOf(typed, isKey)),
			until: elsewhere.pressed,
		});
		if (elsewhere.wasPressed()) {
			const { sourceSteps } = await import('../secretSources/sourceSteps.ts');
			const { fetchedClientSecret } = await import('../secretSources/fetchedClientSecret.ts');
			const finding = fetchedClientSecret(parts, { isKey, ...(owner ? { owner } : {}) }, take, next);
			return { next: sourceSteps(parts, { ...frame, canGoBack: true }, finding) };
		}
		return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : { next };
	};
