import * as l10n from '@vscode/l10n';
import { isOAuthSecret, partsOfSecret, readOAuthSecret } from '../oauth/oauthSecret.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import { profileGone, storageFailure } from '../profiles/storageFailure.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { SecretRead } from './secretRead.ts';
import { sourceUsed } from './sourceUsed.ts';

/** Reads what VS Code keeps of a profile, as that is now. */
export async function readStored({ store }: DiagnosePorts, asked: Profile): Promise<SecretRead> {
	const lines = [l10n.t('Kept in VS Code’s secret storage.')];
	const found = await store.find(asked.id);
	if (found.kind !== 'answered') {
		return { outcome: found, lines: [] };
	}
	const profile = found.value;
	if (profile?.method !== asked.method) {
		return { outcome: failed(profileGone), lines: [] };
	}
	if (profile.method === 'oauth-user' && (!profile.signIn || profile.signIn.ended)) {
		return { outcome: failed({ cause: profile.signIn?.ended?.cause ?? 'signed-out' }), lines: [] };
	}
	const stored = await store.secretOf(profile);
	return { outcome: stored.kind === 'answered' ? whole(profile, stored.value) : stored, lines };
}

/** What the vault has garbled is a fault of the vault. */
function whole(profile: Profile, stored: string): Outcome<readonly string[]> {
	const isElsewhere = profile.method !== 'oauth-user' && sourceUsed(profile) !== undefined;
	if (isElsewhere) {
		return answered([]);
	}
	const secret = readOAuthSecret(stored);
	const isWhole =
		profile.method === 'api-key'
			? stored !== '' && !isOAuthSecret(stored)
			: profile.method === 'service-account'
				? secret?.privateKey !== undefined
				: secret !== undefined;
	return isWhole ? answered(partsOfSecret(stored)) : failed(storageFailure('secret unreadable'));
}
