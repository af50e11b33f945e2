import { answered, cancelled, type Outcome } from '../outcome.ts';
import { isOfFolder, programOf } from './commandLine.ts';
import type { CommandSource } from './secretSource.ts';
import { sourceFailed } from './sourceFailure.ts';
import type { SourcePorts } from './sourcePorts.ts';

type Ports = Pick<SourcePorts, 'machine' | 'folder' | 'consent'>;

/** In bytes. */
const outputLimit = 64 * 1024;

/**
 * What a program prints, without the line breaks at its end. It is run only when a person has allowed just this command, and
 * where it belongs to a folder, only as long as they trust that. What it prints beside is not kept: it may hold anything.
 */
export async function fromCommand(
	{ machine, folder, consent }: Ports,
	{ command, timeoutSeconds }: CommandSource,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	if (!machine) {
		return sourceFailed('not-here');
	}
	const isLocal = isOfFolder(command);
	const root = isLocal ? folder.path() : undefined;
	if (isLocal && root === undefined) {
		return sourceFailed('no-folder');
	}
	if (isLocal && !folder.isTrusted()) {
		return sourceFailed('folder-untrusted');
	}
	const program = programOf(command);
	if (!(await consent.given(command, root))) {
		return sourceFailed('command-declined', program);
	}
	const end = await machine.commands.run({
		command,
		folder: root ?? machine.home,
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
			if (end.exitCode !== 0) {
				return sourceFailed('command-failed', program, String(end.exitCode));
			}
			const printed = new TextDecoder('utf-8').decode(end.output).trim();
			return printed === '' ? sourceFailed('command-silent', program) : answered(printed);
		}
	}
}
