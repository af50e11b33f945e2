import type { SecretSource } from '../../core/secretSources/secretSource.ts';
import type { SecretOwner } from '../../core/secretSources/sourcedSecrets.ts';
import type { Step } from '../quickInput/steps.ts';

export type SourceFrame = { readonly title: string; readonly canGoBack: boolean };

/** What the last question about a place does with it, and what comes then. */
export type Finding = {
	/** Fetches the secret; a message where that fails, which is to stay in the box. */
	readonly find: (source: SecretSource, signal: AbortSignal) => Promise<string | undefined>;
	readonly next: Step;
	/** What the secret is usually called in an environment. */
	readonly usualName: string;
};

/** Of a profile that is to be made there is neither id nor name yet. */
export const nobodyYet: SecretOwner = { id: '', name: '' };
