import { answered, cancelled, type Outcome } from '../outcome.ts';
import { isOfFolder, programOf } from './commandLine.ts';
import { sourceFailed } from './sourceFailure.ts';
import type { CommandQuestion, SourcePorts } from './sourcePorts.ts';

type Ports = Pick<SourcePorts, 'machine' | 'folder' | 'consent'>;

export type AllowedRun = Omit<CommandQuestion, 'folder'> & {
	readonly timeoutSeconds: number;
	/** What to make of what it printed, where it ended with another code than 0; undefined where that says nothing either. */
	readonly readFailure?: (printed: string) => Outcome<never> | undefined;
};

/** In bytes. */
const outputLimit = 64 * 1024;

/**
 * The one road on which a program is run. It is run only when a person has allowed all that is asked about, and where
 * it belongs to a folder, or a file named it, only as long as they trust what is open. What it prints beside its output is not kept: it may
 * hold anything.
 */
export class AllowedCommands {
	readonly #ports: Ports;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	/** What the program prints, without the space around it. */
	async run(asked: AllowedRun, signal: AbortSignal): Promise<Outcome<string>> {
		const { machine, folder, consent } = this.#ports;
		const { command, timeoutSeconds, purpose, environment, readFailure } = asked;
		if (!machine) {
			return sourceFailed('not-here');
		}
		const isLocal = isOfFolder(command);
		const root = isLocal ? folder.path() : undefined;
		if (isLocal && root === undefined) {
			return sourceFailed('no-folder');
		}
		if ((isLocal || purpose === 'proof') && !folder.isTrusted()) {
			return sourceFailed('folder-untrusted');
		}
		const program = programOf(command);
		if (!(await consent.given({ command, purpose, folder: root, environment }))) {
			return sourceFailed('command-declined', program);
		}
		const end = await machine.commands.run({
			command,
			folder: root ?? machine.home,
			...(environment ? { environment } : {}),
			timeLimit: timeoutSeconds * 1_000,
			outputLimit,
			signal,
		});
		switch (end.kind) {
			case 'cancelled':
				return cancelled;
			case 'not-started':
				return sourceFailed('command-missing', program);
			case 'too-long':
				return sourceFailed('command-too-long', program, String(timeoutSeconds));
			case 'too-much':
			case 'killed':
				return sourceFailed(`command-${end.kind}`, program);
			case 'ended': {
				const printed = new TextDecoder('utf-8').decode(end.output).trim();
				if (end.exitCode !== 0) {
					return readFailure?.(printed) ?? sourceFailed('command-failed', program, String(end.exitCode));
				}
				return printed === '' ? sourceFailed('command-silent', program) : answered(printed);
			}
		}
	}
}
