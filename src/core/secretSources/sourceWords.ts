import * as l10n from '@vscode/l10n';
import { shownCommand } from './commandLine.ts';
import { readSource } from './readSource.ts';
import type { StoredSource } from './secretSource.ts';

/** Where a secret is kept, in a few words, such as `GEMINI_API_KEY of the environment`. */
export function sourceInWords(stored: StoredSource): string {
	const source = readSource(stored);
	switch (source?.kind) {
		case 'environment':
			return l10n.t('{0} of the environment', source.name);
		case 'dotenv':
			return l10n.t('{0} in {1} of the open folder', source.name, source.path);
		case 'command':
			return l10n.t('the output of {0}', shownCommand(source.command));
		case 'vault':
			return l10n.t(
				'{0} of {1} in Vault at {2}',
				source.key,
				`${source.mount}/${source.path}`,
				new URL(source.address).host,
			);
		case 'secret-manager':
			return l10n.t('{0} in Secret Manager', source.name);
		case undefined:
			return l10n.t('a place this version does not know');
	}
}
