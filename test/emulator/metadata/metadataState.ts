import { cloudPlatform } from '../oauth/scopes.ts';
import { seededServiceAccounts } from '../serviceAccounts/serviceAccount.ts';

/** The machine whose metadata server is played, if any. */
export type MetadataState = {
	/** Off, nothing is there, as on a machine that is not Google's. */
	on: boolean;
	/** Of the service account that is attached to the machine. */
	email: string;
	/** What its tokens are for where nothing is asked; more than this cannot be had. */
	scopes: readonly string[];
};

export const newMetadataState = (): MetadataState => ({
	on: false,
	email: seededServiceAccounts.runner,
	scopes: [cloudPlatform],
});
