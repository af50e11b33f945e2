import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';

/** Leads to where it is said where the secret of a profile is kept. */
export async function checkSource(parts: Parts, profile: Profile): Promise<void> {
	switch (profile.method) {
		case 'api-key': {
			const { changeSource } = await import('../profiles/replaceKey.ts');
			await changeSource(parts, profile);
			return;
		}
		case 'service-account': {
			const { replaceKeyFile } = await import('../serviceAccounts/serviceAccountSteps.ts');
			await replaceKeyFile(parts, profile);
			return;
		}
		default: {
			const { askClientSecret } = await import('../signIn/askClientSecret.ts');
			await askClientSecret(parts, profile);
		}
	}
}
