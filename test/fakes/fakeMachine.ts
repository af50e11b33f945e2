import type { FileRead, LocalAnswer, LocalRequest, Machine } from '../../src/core/adc/machine.ts';

type Parts = {
	readonly environment?: Readonly<Record<string, string>>;
	readonly files?: Readonly<Record<string, string>>;
	/** Files that are there and cannot be read, with why. */
	readonly locked?: Readonly<Record<string, string>>;
	readonly isWindows?: boolean;
	/** What its own servers answer. */
	readonly local?: (request: LocalRequest) => LocalAnswer | undefined;
};

/** A machine of given files, environment and servers; notes what was looked at. */
export function fakeMachine({ environment = {}, files = {}, locked = {}, isWindows = false, local }: Parts) {
	const looked: string[] = [];
	const machine: Machine = {
		environment,
		isWindows,
		home: isWindows ? 'C:\\Users\\ada' : '/home/ada',
		readFile: async (path): Promise<FileRead> => {
			looked.push(path);
			const [reason, text] = [locked[path], files[path]];
			return reason === undefined
				? text === undefined
					? { kind: 'missing' }
					: { kind: 'read', text }
				: { kind: 'unreadable', reason };
		},
		askLocally: async (request) => {
			looked.push(request.url);
			return local?.(request) ?? { kind: 'silent', reason: 'ECONNREFUSED' };
		},
	};
	return { machine, looked };
}
