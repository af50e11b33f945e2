/**
 * One window that wants the token of a sign-in, in a process of its own, over files that other processes share.
 * `FOLDER ORIGIN MOMENT REJECTED`: says `ready` when it could begin, and begins when it is told anything. At the moment it is given it says
 * so and stays there, to be killed: `sending`, `answered` (the server's answer is there, unread), `noted`, `in-vault`, `stored`.
 * `-` is no moment. A token that was REJECTED is not good enough. Says in the end what came of it.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { TokenCache } from '../../../src/core/credentials/tokenCache.ts';
import { UserTokens } from '../../../src/core/credentials/userTokens.ts';
import { readEmulatorDoor } from '../../../src/core/hosts/emulatorDoor.ts';
import { Transcript } from '../../../src/core/oauth/transcript.ts';
import type { HttpTransport } from '../../../src/core/ports.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { FetchTransport } from '../../../src/net/fetchTransport.ts';
import { WebOAuth } from '../../../src/net/oauth/oauthProtocol.ts';
import { FileLock } from '../../../src/node/fileLock.ts';
import { FileDocument, FileVault } from '../../fakes/fileVault.ts';
import { sharedPorts } from './sharedPorts.ts';

/** What a process says in the end. */
export type SignInReport = {
	readonly token?: string;
	readonly cause?: string;
	/** Causes of the ends that this process was the one to learn. */
	readonly ended: readonly string[];
};

const [folder = '', origin = '', moment = '-', rejected = ''] = process.argv.slice(2);
const ports = sharedPorts(folder);
const { clock, random } = ports;

async function stayAt(here: string): Promise<void> {
	if (here === moment) {
		console.log(here);
		await new Promise(() => undefined);
	}
}

class StayingDocument extends FileDocument {
	/** Whether a server has just given a token. */
	isNoting = false;

	override async write(text: string): Promise<void> {
		await super.write(text);
		if (this.isNoting) {
			await stayAt('noted');
		}
	}
}

class StayingVault extends FileVault {
	override async store(key: string, value: string): Promise<void> {
		await super.store(key, value);
		await stayAt('in-vault');
	}
}

const index = new StayingDocument(ports.paths.index);
const real = new FetchTransport(
	{ emulatorDoor: () => readEmulatorDoor({ anything: origin }), silenceLimit: () => 60_000 },
	clock,
);
const transport: HttpTransport = {
	send: async (request, options) => {
		await stayAt('sending');
		const response = await real.send(request, options);
		await stayAt('answered');
		index.isNoting = true;
		return response;
	},
};
const store = new ProfileStore({ ...ports, index, vault: new StayingVault(ports.paths.vault) });
const protocol = new WebOAuth({ transport, clock, random, transcript: new Transcript(clock) });
const lock = new FileLock(join(folder, 'sign-in.lock'), { staleAfter: 300, giveUpAfter: 60_000 });
const ended: string[] = [];
const users = new UserTokens({
	store,
	protocol: async () => protocol,
	secrets: () => assert.fail('no secret lies elsewhere'),
	lockOf: () => lock,
	clock,
	audit: ports.audit,
	onSignInEnded: (_, { cause }) => ended.push(cause),
});
const cache = new TokenCache(clock, async (profile, refused, signal) => {
	assert.ok(profile.method === 'oauth-user');
	const grant = await users.get(profile, refused, signal);
	await stayAt('stored');
	return grant;
});

const profiles = await store.list();
const profile = profiles.kind === 'answered' ? profiles.value[0] : undefined;
assert.ok(profile?.method === 'oauth-user');
console.log('ready');
await once(process.stdin, 'data');
const { signal } = new AbortController();
const outcome = await (rejected ? cache.renew(profile, rejected, signal) : cache.get(profile, signal));
const report: SignInReport = {
	...(outcome.kind === 'answered' ? { token: outcome.value.accessToken } : {}),
	...(outcome.kind === 'failed' ? { cause: outcome.failure.cause } : {}),
	ended,
};
console.log(JSON.stringify(report));
process.exit();
