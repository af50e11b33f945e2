import { type KeyState, seededKeys, seedKeyRing } from './apiKeys.ts';
import { MachineTokens } from './callers/machineTokens.ts';
import type { Call } from './calls.ts';
import { type Fault, FaultQueue } from './faults.ts';
import { type FederationControls, federationControls } from './federation/federationControls.ts';
import { newFederationState } from './federation/federationState.ts';
import { listenOnLoopback } from './listen.ts';
import { type MetadataControls, metadataControls } from './metadata/metadataControls.ts';
import { newMetadataState } from './metadata/metadataState.ts';
import { type OAuthControls, oauthControls } from './oauth/oauthControls.ts';
import { newOAuthState } from './oauth/oauthState.ts';
import { type ProjectControls, projectControls } from './resourceManager/projectControls.ts';
import type { EmulatorState } from './routing.ts';
import { type SecretControls, secretControls } from './secretManager/secretControls.ts';
import { Secrets } from './secretManager/secrets.ts';
import { seededPolicies } from './seededPolicies.ts';
import { serveCall } from './serveCall.ts';
import { type ServiceAccountControls, serviceAccountControls } from './serviceAccounts/serviceAccountControls.ts';
import { ServiceAccounts } from './serviceAccounts/serviceAccounts.ts';

export type { KeyState } from './apiKeys.ts';
export type { Call } from './calls.ts';
export type { Fault } from './faults.ts';
export type { OAuthControls } from './oauth/oauthControls.ts';

/** Google, played by one process on this machine: as strict as Google, and failing on demand. */
export type Emulator = {
	/** The same on 127.0.0.1 and on ::1. */
	readonly port: number;
	/** `http://127.0.0.1:PORT` */
	readonly origin: string;
	/** `http://[::1]:PORT`; undefined where the machine has no IPv6 loopback. */
	readonly originV6: string | undefined;
	/** API keys by what is the matter with them. */
	readonly keys: typeof seededKeys;
	/** Google's sign-in: its clients and accounts, and what a test may change of it. */
	readonly oauth: OAuthControls;
	/** What machines sign in with. */
	readonly serviceAccounts: ServiceAccountControls;
	/** Identity providers elsewhere, whose word is taken. */
	readonly federation: FederationControls;
	/** The server that a machine of Google's finds beside it; `127.0.0.1:PORT` is its host. */
	readonly metadata: MetadataControls;
	/** Secret Manager. */
	readonly secrets: SecretControls;
	/** Who may do what in a project, for Resource Manager. */
	readonly projects: ProjectControls;
	/** What has arrived, oldest first; the list and its records grow while calls go on. */
	readonly calls: readonly Call[];
	/** Makes a further key known, in this state. */
	addKey(key: string, state: KeyState): void;
	failNext(fault: Fault): void;
	/** The same for every call that matches, until faults are cleared. */
	failAll(fault: Fault): void;
	clearFaults(): void;
	/** Ends every call, open or hanging, and lets go of the port. */
	close(): Promise<void>;
};

/** `clock` gives milliseconds since 1970 for `Date` headers and the ends of tokens; `log` gets one line per call, never with a key in it. */
export async function startEmulator(
	options: { readonly port?: number; readonly log?: (line: string) => void; readonly clock?: () => number } = {},
): Promise<Emulator> {
	let lastId = 0;
	let ahead = 0;
	const own = options.clock ?? Date.now;
	const clock = () => own() + ahead;
	const state: EmulatorState = {
		keys: seedKeyRing(),
		faults: new FaultQueue(),
		calls: [],
		oauth: newOAuthState(),
		serviceAccounts: new ServiceAccounts(clock),
		federation: newFederationState(),
		metadata: newMetadataState(),
		secrets: new Secrets(),
		tokens: new MachineTokens(),
		policies: seededPolicies(),
		clock,
		advanceClock: (ms) => {
			ahead += ms;
		},
		ids: { next: () => ++lastId },
	};
	const open = new Set<Promise<void>>();
	let closing = false;
	const surroundings = { log: options.log ?? (() => {}), closing: () => closing };
	const { port, servers, hasV6 } = await listenOnLoopback((message, response) => {
		const served = serveCall(message, response, state, surroundings);
		open.add(served);
		void served.then(() => open.delete(served));
	}, options.port);

	return {
		port,
		origin: `http://127.0.0.1:${port}`,
		originV6: hasV6 ? `http://[::1]:${port}` : undefined,
		keys: seededKeys,
		oauth: oauthControls(state),
		serviceAccounts: serviceAccountControls(state),
		federation: federationControls(state),
		metadata: metadataControls(state),
		secrets: secretControls(state),
		projects: projectControls(state),
		calls: state.calls,
		addKey: (key, keyState) => {
			state.keys.set(key, keyState);
		},
		failNext: (fault) => state.faults.add(fault),
		failAll: (fault) => state.faults.add({ ...fault, times: 'always' }),
		clearFaults: () => state.faults.clear(),
		close: async () => {
			closing = true;
			await Promise.all(
				servers.map(async (server) => {
					const closed = new Promise<void>((resolve) => server.close(() => resolve()));
					server.closeAllConnections();
					await closed;
				}),
			);
			await Promise.all(open);
		},
	};
}
