/**
 * One window's worth of profiles in a process of its own, over files that other processes share.
 * `add PREFIX COUNT` adds so many profiles, one after the other.
 * `churn PREFIX COUNT` adds so many, gives each another secret and another trait, and deletes every other one.
 * `die PREFIX NTH MOMENT` adds a profile and is killed `before` or `after` its n-th write, counted from 0, took effect.
 * Says `ready` when it begins. A secret begins with the name of its profile.
 */

import assert from 'node:assert/strict';
import { withNewKey } from '../../../src/core/credentials/enteredKey.ts';
import type { Outcome } from '../../../src/core/outcome.ts';
import { ProfileStore } from '../../../src/core/profiles/profileStore.ts';
import { FileDocument, FileVault } from '../../fakes/fileVault.ts';
import { sharedPorts } from './sharedPorts.ts';

const [folder = '', verb, prefix = '', ...rest] = process.argv.slice(2);
const ports = sharedPorts(folder);

async function answerOf<T>(outcome: Promise<Outcome<T>>): Promise<T> {
	const awaited = await outcome;
	assert.ok(awaited.kind === 'answered', JSON.stringify(awaited));
	return awaited.value;
}

function add(store: ProfileStore, number: number | string) {
	const name = `${prefix}${number}`;
	return answerOf(store.add({ name, method: 'api-key', keyKind: 'other' }, `${name} first`));
}

async function churn(store: ProfileStore, count: number): Promise<void> {
	for (let number = 0; number < count; number++) {
		const { id, name } = await add(store, number);
		await answerOf(store.replaceSecret(id, `${name} second`, withNewKey({ keyKind: 'auth' })));
		await answerOf(store.edit(id, { color: 'red' }));
		if (number % 2 === 1) {
			await answerOf(store.remove(id));
		}
	}
}

/** Writes kill this process when it is their turn. */
function mortalStore(nth: number, moment: string): ProfileStore {
	let left = nth;
	const dieAround = async (write: () => Promise<void>) => {
		const isLast = left-- === 0;
		if (isLast && moment === 'after') {
			await write();
		}
		if (isLast) {
			process.kill(process.pid, 'SIGKILL');
			await new Promise(() => undefined);
		}
		await write();
	};
	class MortalDocument extends FileDocument {
		override write = (text: string) => dieAround(() => super.write(text));
	}
	class MortalVault extends FileVault {
		override store = (key: string, value: string) => dieAround(() => super.store(key, value));
		override delete = (key: string) => dieAround(() => super.delete(key));
	}
	return new ProfileStore({
		...ports,
		index: new MortalDocument(ports.paths.index),
		vault: new MortalVault(ports.paths.vault),
	});
}

console.log('ready');
if (verb === 'die') {
	const [nth, moment = ''] = rest;
	await add(mortalStore(Number(nth), moment), `${nth} ${moment}`);
} else if (verb === 'churn') {
	await churn(new ProfileStore(ports), Number(rest[0]));
} else {
	const store = new ProfileStore(ports);
	for (let number = 0; number < Number(rest[0]); number++) {
		await add(store, number);
	}
}
