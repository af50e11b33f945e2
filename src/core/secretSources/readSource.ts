import { isCommand, isTimeout } from './commandLine.ts';
import { isInsidePath } from './insidePath.ts';
import type { SecretSource, StoredSource } from './secretSource.ts';

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
		default:
			return undefined;
	}
}

function readEnvironment({ name }: Stored) {
	return isText(name) && isVariableName(name) ? { kind: 'environment' as const, name } : undefined;
}

/** Windows has variables such as `ProgramFiles(x86)`, so little is refused. */
export const isVariableName = (name: string): boolean => /^[^=\s\p{Cc}]{1,255}$/u.test(name);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
