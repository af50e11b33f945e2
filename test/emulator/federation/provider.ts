import type { JSONWebKeySet } from 'jose';
import { seededProjects } from '../projects.ts';

type State = 'ACTIVE' | 'DISABLED' | 'DELETED';

/** A workload identity pool (https://cloud.google.com/iam/docs/workload-identity-federation#pools). */
export type Pool = { readonly poolId: string; readonly projectNumber: string; state: State };

type AnyProvider = {
	readonly providerId: string;
	readonly pool: Pool;
	readonly state: State;
	/** Attribute to the claim it comes of; Google takes expressions (CEL), the emulator claims alone. */
	readonly attributes: Readonly<Record<string, string>>;
	/** Claims that have to have these values, in place of Google's expression. */
	readonly condition: Readonly<Record<string, string>>;
};

/** Another identity provider whose word is taken, by the keys it signs with. */
export type OidcProvider = AnyProvider & {
	readonly kind: 'oidc';
	readonly issuer: string;
	/** Where there are none, the name of the provider is the one audience. */
	readonly allowedAudiences: readonly string[];
	readonly jwks: () => Promise<JSONWebKeySet>;
};

export type AwsProvider = AnyProvider & { readonly kind: 'aws'; readonly accountId: string };

export type Provider = OidcProvider | AwsProvider;

export const poolName = ({ projectNumber, poolId }: Pool) =>
	`projects/${projectNumber}/locations/global/workloadIdentityPools/${poolId}`;

/** What the Security Token Service calls `audience`. */
export const audienceOf = ({ pool, providerId }: Provider) =>
	`//iam.googleapis.com/${poolName(pool)}/providers/${providerId}`;

/** https://cloud.google.com/iam/docs/principal-identifiers; the first is the subject alone, the others are sets it belongs to. */
export function membersOf(pool: Pool, attributes: Readonly<Record<string, string>>): readonly string[] {
	const name = `iam.googleapis.com/${poolName(pool)}`;
	const { 'google.subject': subject = '', ...others } = attributes;
	return [
		`principal://${name}/subject/${subject}`,
		...Object.entries(others).map(([attribute, value]) => `principalSet://${name}/${attribute}/${value}`),
		`principalSet://${name}/*`,
	];
}

/** Known by `sub` alone, under no condition. */
export const newOidcProvider = (
	providerId: string,
	pool: Pool,
	signer: Pick<OidcProvider, 'issuer' | 'jwks'>,
): OidcProvider => ({
	kind: 'oidc',
	providerId,
	pool,
	state: 'ACTIVE',
	attributes: { 'google.subject': 'sub' },
	condition: {},
	allowedAudiences: [],
	...signer,
});

export const seededPoolId = 'latchkey-pool';
export const newPool = (poolId: string): Pool => ({
	poolId,
	projectNumber: seededProjects.first.projectNumber,
	state: 'ACTIVE',
});
