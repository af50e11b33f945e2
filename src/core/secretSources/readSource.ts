import { isCommand, isTimeout } from './commandLine.ts';
import { isInsidePath } from './insidePath.ts';
import { secretNameOf } from './secretName.ts';
import type { SecretSource, StoredSource, VaultSource } from './secretSource.ts';
import { isVaultKey, isVaultPath, isVersion, vaultAddressOf } from './vaultPlace.ts';

type Stored = Readonly<Record<string, unknown>>;

/** What a stored or typed source says; undefined where it says something else than its kind can. */
export function readSource(source: StoredSource): SecretSource | undefined {
	const stored: Stored = source;
	switch (source.kind) {
		case 'environment':
			return readEnvironment(stored);
		case 'dotenv': {
			const { path, name } = stored;
			return isText(path) && isInsidePath(path) && isText(name) && isVariableName(name)
				? { kind: 'dotenv', path, name }
				: undefined;
		}
		case 'command': {
			const { command, timeoutSeconds } = stored;
			return isCommand(command) && isTimeout(timeoutSeconds) ? { kind: 'command', command, timeoutSeconds } : undefined;
		}
		case 'vault':
			return readVault(stored);
		case 'secret-manager': {
			const { name, profileId } = stored;
			return isText(name) && secretNameOf(name) === name && isText(profileId)
				? { kind: 'secret-manager', name, profileId }
				: undefined;
		}
		default:
			return undefined;
	}
}

function readEnvironment({ name }: Stored) {
	return isText(name) && isVariableName(name) ? { kind: 'environment' as const, name } : undefined;
}

function readVault({ address, mount, path, key, version, namespace, token }: Stored): VaultSource | undefined {
	const read = isText(address) ? vaultAddressOf(address) : undefined;
	const opened = typeof token === 'object' && token !== null ? readEnvironment(token as Stored) : undefined;
	const isWhole =
		isText(mount) && isVaultPath(mount) && isText(path) && isVaultPath(path) && isText(key) && isVaultKey(key);
	// Left out, either would lead to another secret.
	const isBeside = (version === undefined || isVersion(version)) && (namespace === undefined || isVaultPath(namespace));
	return read && opened && isWhole && isBeside
		? {
				kind: 'vault',
				address: read,
				mount,
				path,
				key,
				...(version === undefined ? {} : { version }),
				...(namespace === undefined ? {} : { namespace }),
				token: opened,
			}
		: undefined;
}

/** Windows has variables such as `ProgramFiles(x86)`, so little is refused. */
export const isVariableName = (name: string): boolean => /^[^=\s\p{Cc}]{1,255}$/u.test(name);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
