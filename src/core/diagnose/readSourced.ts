import * as l10n from '@vscode/l10n';
import { keyOfSource } from '../credentials/sourcedKey.ts';
import { sourcedKeyFile } from '../credentials/sourcedKeyFile.ts';
import { clientSecretOfSource } from '../oauth/asSourcedClient.ts';
import { answered, type Outcome } from '../outcome.ts';
import type { Profile } from '../profiles/profile.ts';
import { programOf } from '../secretSources/commandLine.ts';
import { readSource } from '../secretSources/readSource.ts';
import type { StoredSource } from '../secretSources/secretSource.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import { sourceInWords } from '../secretSources/sourceWords.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { SecretRead } from './secretRead.ts';

/** Fetches a secret anew from where it is kept: what is in memory says nothing about that place. */
export async function readSourced(
	ports: DiagnosePorts,
	profile: Profile,
	source: StoredSource,
	stored: readonly string[],
	signal: AbortSignal,
): Promise<SecretRead> {
	const fetched = await fetchFrom(await ports.secrets(), profile, source, signal);
	return {
		outcome: fetched.kind === 'answered' ? answered([...stored, fetched.value]) : fetched,
		lines: [l10n.t('Kept in {0}.', placeInWords(source))],
	};
}

async function fetchFrom(
	secrets: SourcedSecrets,
	profile: Profile,
	source: StoredSource,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	switch (profile.method) {
		case 'service-account': {
			const key = await sourcedKeyFile(secrets, { ...profile, source }, signal, true);
			return key.kind === 'answered' ? answered(key.value.privateKey) : key;
		}
		case 'oauth-user':
			return clientSecretOfSource(
				await secrets.renew(source, profile, signal),
				profile.client.auth === 'private_key_jwt',
			);
		case 'oauth-client-credentials':
			return clientSecretOfSource(
				await secrets.renew(source, profile, signal),
				profile.clientAuth === 'private_key_jwt',
			);
		default:
			return keyOfSource(await secrets.renew(source, profile, signal));
	}
}

/** Of a command the program alone: an argument may be a secret. */
function placeInWords(source: StoredSource): string {
	const read = readSource(source);
	return read?.kind === 'command' ? l10n.t('the output of {0}', programOf(read.command)) : sourceInWords(source);
}
