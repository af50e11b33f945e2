import { randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { memberOf } from '../callers/caller.ts';
import { projectResource, useServices } from '../callers/policies.ts';
import { projectOf, seededProjects } from '../projects.ts';
import type { EmulatorState } from '../routing.ts';
import { type AwsCredentials, seededAwsCredentials } from './awsCredentials.ts';
import { type CredentialFileOptions, credentialJson } from './credentialJson.ts';
import { issuer, jwksOf, seededProviders } from './federationState.ts';
import { audienceOf, membersOf, newOidcProvider, newPool, type Pool, type Provider, seededPoolId } from './provider.ts';

/** What may be changed of a provider of JWTs. `jwks` undefined: the keys of the emulator's own issuer. */
export type ProviderChanges = Partial<Pick<Provider, 'state' | 'attributes' | 'condition'>> & {
	readonly issuer?: string;
	readonly allowedAudiences?: readonly string[];
	readonly jwks?: JSONWebKeySet;
};

/** What a test, or whoever tries it out, may know and change of workload identity federation. Providers go by their ids. */
export type FederationControls = {
	/** Ids by what is the matter with the provider. All lie in one pool. */
	readonly providers: typeof seededProviders;
	readonly poolId: string;
	/** Of the JWTs that the emulator signs itself. */
	readonly issuer: string;
	/** The one identity at AWS that there is. */
	readonly aws: AwsCredentials;
	/** `//iam.googleapis.com/projects/…` */
	audienceOf(providerId: string): string;
	/** A JWT of the emulator's own issuer for the provider, good for ten minutes; with claims changed, or (undefined) left out. */
	subjectToken(claims?: Readonly<Record<string, unknown>>, providerId?: string): Promise<string>;
	/** As IAM policies name a subject of the pool. */
	principalOf(subject: string, poolId?: string): string;
	/** The text of a credential configuration file. */
	credentialJson(providerId: string, options: CredentialFileOptions): string;
	/** A further provider of JWTs, and its pool where there is none of the name. */
	addProvider(providerId: string, changes?: ProviderChanges, poolId?: string): void;
	changeProvider(providerId: string, changes: ProviderChanges): void;
	changePool(poolId: string, state: Pool['state']): void;
	/** The member may use the project's quota, and so the Gemini API; the pool's project unless another is named. */
	allowUse(member: string, project?: string): void;
	forbidUse(member: string, project?: string): void;
};

const tenMinutes = 600;

export function federationControls(state: EmulatorState): FederationControls {
	const { federation, policies } = state;
	const providerOf = (providerId: string): Provider => {
		const provider = federation.providers.get(providerId);
		if (provider === undefined) {
			throw new TypeError(`No provider has the id ${JSON.stringify(providerId)}.`);
		}
		return provider;
	};
	const poolOf = (poolId: string): Pool => {
		const pool = federation.pools.get(poolId);
		if (pool === undefined) {
			throw new TypeError(`No pool has the id ${JSON.stringify(poolId)}.`);
		}
		return pool;
	};
	const change = (provider: Provider, { jwks, ...changes }: ProviderChanges) => {
		const keys = jwks === undefined ? {} : { jwks: async () => jwks };
		federation.providers.set(provider.providerId, { ...provider, ...changes, ...keys });
	};
	const resourceOf = (project: string = seededProjects.first.projectId) =>
		projectResource(projectOf(project).projectNumber);
	return {
		providers: seededProviders,
		poolId: seededPoolId,
		issuer,
		aws: seededAwsCredentials,
		audienceOf: (providerId) => audienceOf(providerOf(providerId)),
		subjectToken: async (claims = {}, providerId = seededProviders.oidc) => {
			const iat = Math.floor(state.clock() / 1000);
			const key = await federation.issuerKey();
			return key.sign({
				...{ iss: issuer, sub: 'workload', aud: `https:${audienceOf(providerOf(providerId))}`, jti: randomUUID() },
				...{ iat, exp: iat + tenMinutes },
				...claims,
			});
		},
		principalOf: (subject, poolId = seededPoolId) => membersOf(poolOf(poolId), { 'google.subject': subject })[0] ?? '',
		credentialJson: (providerId, options) => credentialJson(providerOf(providerId), options),
		addProvider: (providerId, changes = {}, poolId = seededPoolId) => {
			const pool = federation.pools.get(poolId) ?? newPool(poolId);
			federation.pools.set(poolId, pool);
			const like = newOidcProvider(providerId, pool, { issuer, jwks: () => jwksOf(federation.issuerKey()) });
			change(like, changes);
		},
		changeProvider: (providerId, changes) => change(providerOf(providerId), changes),
		changePool: (poolId, poolState) => {
			poolOf(poolId).state = poolState;
		},
		allowUse: (member, project) => policies.allow(useServices, resourceOf(project), memberOf(member)),
		forbidUse: (member, project) => policies.forbid(useServices, resourceOf(project), memberOf(member)),
	};
}
