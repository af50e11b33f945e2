import type { JSONWebKeySet } from 'jose';
import { newSigningKey, type SigningKey } from '../oauth/signingKey.ts';
import { seededAwsCredentials } from './awsCredentials.ts';
import { audienceOf, newOidcProvider, newPool, type Pool, type Provider, seededPoolId } from './provider.ts';

/** What IAM knows of other identity providers. */
export type FederationState = {
	readonly pools: Map<string, Pool>;
	/** By provider id. */
	readonly providers: Map<string, Provider>;
	/** Of the issuer that the emulator plays itself; made when it is first wanted. */
	readonly issuerKey: () => Promise<SigningKey>;
};

export const issuer = 'https://issuer.example';

export const seededProviders = { oidc: 'latchkey-oidc', aws: 'latchkey-aws', deleted: 'latchkey-deleted' } as const;

export const jwksOf = async (key: Promise<SigningKey>): Promise<JSONWebKeySet> => ({
	keys: [...(await key).jwks.keys],
});

export function newFederationState(): FederationState {
	let key: Promise<SigningKey> | undefined;
	const issuerKey = () => {
		key ??= newSigningKey();
		return key;
	};
	const pool = newPool(seededPoolId);
	const oidc = (providerId: string) => newOidcProvider(providerId, pool, { issuer, jwks: () => jwksOf(issuerKey()) });
	const providers: readonly Provider[] = [
		{
			...oidc(seededProviders.oidc),
			attributes: { 'google.subject': 'sub', 'attribute.repository': 'repository' },
		},
		{ ...oidc(seededProviders.deleted), state: 'DELETED' },
		{
			kind: 'aws',
			providerId: seededProviders.aws,
			pool,
			state: 'ACTIVE',
			accountId: seededAwsCredentials.accountId,
			attributes: { 'google.subject': 'arn', 'attribute.account': 'account' },
			condition: {},
		},
	];
	return {
		pools: new Map([[pool.poolId, pool]]),
		providers: new Map(providers.map((provider) => [provider.providerId, provider])),
		issuerKey,
	};
}

/** The provider that `audience` names, while it and its pool are there. */
export const findProvider = ({ providers }: FederationState, audience: string): Provider | undefined =>
	[...providers.values()].find(
		(provider) => audienceOf(provider) === audience && provider.state === 'ACTIVE' && provider.pool.state === 'ACTIVE',
	);
