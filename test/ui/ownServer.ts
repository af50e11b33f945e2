import { type Gateway, startGateway } from '../bed/gateway.ts';
import { type IdentityProvider, startIdentityProvider } from '../bed/identityProvider.ts';
import { Latchkey, type LatchkeyOptions } from './latchkey.ts';

/** Latchkey beside a server that knows nothing of it, and a gateway in front of Gemini that takes this server's tokens. */
export interface OwnServer {
	readonly latchkey: Latchkey;
	readonly provider: IdentityProvider;
	readonly gateway: Gateway;
	/** Every token that was shown to the gateway. */
	readonly shownTokens: ReadonlySet<string>;
	close(): Promise<void>;
}

export async function openWithOwnServer({ door, ...options }: LatchkeyOptions = {}): Promise<OwnServer> {
	const provider = await startIdentityProvider();
	const shownTokens = new Set<string>();
	let gateway: Gateway | undefined;
	const closeServers = () => Promise.all([provider.close(), gateway?.close()]);
	try {
		const latchkey = await Latchkey.open({
			...options,
			door: async (emulator) => {
				const accepts = (token: string) => {
					shownTokens.add(token);
					return provider.isLive(token);
				};
				gateway = await startGateway({ target: emulator.origin, apiKey: emulator.keys.valid, accepts });
				return { 'identity provider': provider.issuer, gateway: gateway.origin, ...(await door?.(emulator)) };
			},
		});
		if (!gateway) throw new Error('The gateway was not started.');
		return {
			latchkey,
			provider,
			gateway,
			shownTokens,
			async close() {
				await latchkey.close();
				await closeServers();
			},
		};
	} catch (error) {
		await closeServers();
		throw error;
	}
}
