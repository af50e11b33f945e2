import { importPKCS8, type JWTHeaderParameters, SignJWT } from 'jose';
import type { Emulator } from '../../emulator/emulator.ts';
import { cloudPlatform } from '../../emulator/oauth/scopes.ts';
import { type Posted, post } from './oauthSupport.ts';

export type KeyFile = Readonly<
	Record<
		'type' | 'project_id' | 'private_key_id' | 'private_key' | 'client_email' | 'client_id' | 'universe_domain',
		string
	>
>;

export const keyFileOf = async (emulator: Emulator, email: string, keyId?: string) =>
	JSON.parse(await emulator.serviceAccounts.keyJson(email, keyId)) as KeyFile;

export type Claims = Readonly<Record<string, unknown>>;

/** Signs with the key of a file; a claim that is undefined is left out. */
export async function signedBy(
	{ private_key }: KeyFile,
	claims: Claims,
	header: JWTHeaderParameters = { alg: 'RS256' },
): Promise<string> {
	return new SignJWT({ ...claims }).setProtectedHeader(header).sign(await importPKCS8(private_key, header.alg));
}

/** Seconds since 1970. */
export const now = () => Math.floor(Date.now() / 1000);

/** The claims of a good assertion. */
export const assertionClaims = (email: string): Claims => ({
	iss: email,
	scope: cloudPlatform,
	aud: 'https://oauth2.googleapis.com/token',
	iat: now(),
	exp: now() + 3600,
});

export type MachineTokenBody = {
	readonly access_token: string;
	readonly expires_in: number;
	readonly token_type: string;
	readonly issued_token_type?: string;
	readonly id_token?: string;
	readonly error?: string;
	readonly error_description?: string;
};

export const redeemed = (emulator: Emulator, assertion: string): Promise<Posted<MachineTokenBody>> =>
	post<MachineTokenBody>(emulator, '/token', {
		grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
		assertion,
	});

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Status of a call of the Gemini API with the token. */
export const geminiStatus = async ({ origin }: Emulator, token: string, headers: Record<string, string> = {}) =>
	(await fetch(`${origin}/v1beta/models`, { headers: { ...bearer(token), ...headers } })).status;
