import * as l10n from '@vscode/l10n';
import { type Look, searchAdc } from '../adc/search.ts';
import { nothingFound, notInBrowser } from '../credentials/adcTokens.ts';
import { answered } from '../outcome.ts';
import type { DiagnosePorts } from './diagnosePorts.ts';
import type { SecretRead } from './secretRead.ts';

/** Looks for default credentials, and says of each place what is there. */
export async function readAdc({ machine: reached }: DiagnosePorts, signal: AbortSignal): Promise<SecretRead> {
	const machine = await reached?.();
	if (!machine) {
		return { outcome: notInBrowser, lines: [] };
	}
	const search = await searchAdc(machine, signal);
	return {
		outcome: search.found ? answered([]) : nothingFound(search),
		lines: search.looks.map((look) => `${placeInWords(look)}: ${look.why}`),
	};
}

/** Without the path, in which the name of a person stands. */
function placeInWords({ place, where }: Look): string {
	switch (place) {
		case 'environment':
			return where.replace(/ = .*$/s, '');
		case 'gcloud':
			return l10n.t('the file of gcloud');
		case 'metadata':
			return l10n.t('the metadata server');
	}
}
