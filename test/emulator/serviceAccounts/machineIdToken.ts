import { issuer } from '../oauth/authorizationAnswer.ts';
import type { EmulatorState } from '../routing.ts';
import type { ServiceAccount } from './serviceAccount.ts';

const life = 3600;

/** Who the machine is, for another service (https://cloud.google.com/docs/authentication/token-types#id). */
export async function machineIdToken(
	{ email, uniqueId }: ServiceAccount,
	audience: string,
	{ oauth, clock }: Pick<EmulatorState, 'oauth' | 'clock'>,
	more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
	const now = Math.floor(clock() / 1000);
	return (await oauth.signingKey()).sign({
		aud: audience,
		azp: uniqueId,
		email,
		email_verified: true,
		exp: now + life,
		...more,
		iat: now,
		iss: issuer,
		sub: uniqueId,
	});
}
