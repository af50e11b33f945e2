import { seededProjects } from '../projects.ts';
import { clientSecret } from './opaqueValues.ts';

/** An OAuth client as the Google Cloud console keeps it, with what its project's consent screen says. */
export type OAuthClient = {
	/** `installed` is what the console calls a desktop app. */
	readonly kind: 'installed' | 'web';
	readonly clientId: string;
	readonly clientSecret: string;
	readonly projectId: string;
	readonly projectNumber: string;
	/** As the consent page names it. */
	readonly appName: string;
	/** Compared byte for byte for a web client; an installed one may use any loopback address besides. */
	readonly redirectUris: readonly string[];
	readonly state: 'enabled' | 'disabled' | 'deleted';
	/** While `testing`, a refresh token lives for seven days. */
	readonly publishingStatus: 'production' | 'testing';
	/** Who alone may sign in while testing; everybody where it is not given. */
	readonly testUsers?: readonly string[];
	/** The Workspace organization whose members alone may sign in ("Internal"). */
	readonly internalTo?: string;
};

/** A client id ends so, and begins with the number of its project. */
export const clientIdOf = (number: string, name: string) =>
	`${number}-${`emulator${name}`.padEnd(32, '0')}.apps.googleusercontent.com`;

function seed(kind: OAuthClient['kind'], name: string, redirectUris: readonly string[]): OAuthClient {
	return {
		kind,
		...seededProjects.first,
		clientId: clientIdOf(seededProjects.first.projectNumber, name),
		clientSecret: clientSecret(name),
		appName: 'Latchkey try-out',
		redirectUris,
		state: 'enabled',
		publishingStatus: 'production',
	};
}

export const seededClients = {
	desktop: seed('installed', 'desktop', ['http://localhost']),
	/** Knows no redirect URI until one is added. */
	web: seed('web', 'web', []),
} as const;
