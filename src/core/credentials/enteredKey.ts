import * as l10n from '@vscode/l10n';
import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Failure } from '../errors/failure.ts';
import { projectOf } from '../errors/projectOf.ts';
import type { Model } from '../gemini/models.ts';
import type { ApiKeyProfile, Check, Profile } from '../profiles/profile.ts';
import { keptElsewhere, type SecretSource } from '../secretSources/secretSource.ts';
import type { KeyKind } from './keyKind.ts';
import { outlookOf } from './keyKindWords.ts';

/** An API key that a person entered, and what was learnt by asking Google about it. */
export type EnteredKey = {
	readonly key: string;
	readonly keyKind: KeyKind;
	/** Where it was fetched from, and is to be fetched from again; absent where the person typed it. */
	readonly source?: SecretSource;
	readonly check: Check;
	/** The models it may use; empty where Google refused. */
	readonly models: readonly Model[];
	/** Why Google, or the way there, refused. */
	readonly refusal?: Failure;
};

/** What becomes of a profile with another key: what was known about the old one goes with it. */
export const withNewKey =
	(facts: Pick<ApiKeyProfile, 'keyKind' | 'lastCheck' | 'source'>) =>
	({ lastCheck: _, expiresAt: __, ...profile }: Profile): Profile => {
		const { source: ___, ...rest } = profile as ApiKeyProfile;
		return { ...rest, ...facts };
	};

/** What a profile notes about a key. */
export const factsOfKey = ({
	keyKind,
	check,
	source,
}: EnteredKey): Pick<ApiKeyProfile, 'keyKind' | 'lastCheck' | 'source'> => ({
	keyKind,
	lastCheck: check,
	...(source ? { source } : {}),
});

/** What goes to the vault: the key, or what stands for one that is kept elsewhere. */
export const storedKey = ({ key, source }: EnteredKey): string => (source ? keptElsewhere : key);

/** What was learnt about an accepted key, in whole sentences. */
export const acceptanceInWords = ({ keyKind, models }: EnteredKey): string =>
	[
		l10n.t('Google accepted the key. Models it may use: {0}.', models.length),
		...(keyKind === 'auth' ? [l10n.t('By its prefix it is an auth key.')] : []),
		...(keyKind === 'standard' ? [l10n.t('By its prefix it is a standard key.')] : []),
		...present(outlookOf(keyKind)),
	].join(' ');

/** Why a key was refused, and what else that told, in whole sentences. `said`: Google's own message, ready to be shown. */
export function refusalInWords(failure: Failure, keyKind: KeyKind, said: string): string {
	const project = projectOf(failure);
	return [
		wordsOf(failure).sentence,
		...(said ? [l10n.t('Google says: “{0}”', said)] : []),
		...(project ? [l10n.t('The key belongs to the project {0}.', project)] : []),
		...present(outlookOf(keyKind)),
	].join(' ');
}

const present = (sentence: string | undefined): readonly string[] => (sentence === undefined ? [] : [sentence]);
