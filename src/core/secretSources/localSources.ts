import { answered, type Outcome } from '../outcome.ts';
import { dotenvValue } from './dotenv.ts';
import type { DotenvSource, EnvironmentSource } from './secretSource.ts';
import { sourceFailed } from './sourceFailure.ts';
import type { SourcePorts } from './sourcePorts.ts';

type Ports = Pick<SourcePorts, 'machine' | 'folder'>;

/** In bytes. A `.env` file is written by hand. */
const longestFile = 1024 * 1024;

/** A variable of the environment that this machine's extensions run in. */
export function fromEnvironment({ machine }: Ports, { name }: EnvironmentSource): Outcome<string> {
	if (!machine) {
		return sourceFailed('not-here');
	}
	const value = Object.hasOwn(machine.environment, name) ? machine.environment[name] : undefined;
	return value ? answered(value) : sourceFailed('variable-unset', name);
}

/** A name of a `.env` file in the folder that is open. What an untrusted folder says is not heard. */
export async function fromDotenv({ machine, folder }: Ports, { path, name }: DotenvSource): Promise<Outcome<string>> {
	if (!machine) {
		return sourceFailed('not-here');
	}
	const root = folder.path();
	if (root === undefined) {
		return sourceFailed('no-folder');
	}
	if (!folder.isTrusted()) {
		return sourceFailed('folder-untrusted');
	}
	const file = await machine.files.read(root, path, longestFile);
	if (file.kind !== 'read') {
		return sourceFailed(`file-${file.kind}`, path);
	}
	const found = dotenvValue(file.text, name);
	switch (found.kind) {
		case 'value':
			return found.value === '' ? sourceFailed('name-missing', path, name) : answered(found.value);
		case 'missing':
			return sourceFailed('name-missing', path, name);
		case 'unclosed':
			return sourceFailed('quote-open', path, name);
	}
}
