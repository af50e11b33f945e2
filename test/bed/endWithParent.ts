// Loaded by every long-running child of the bed (`--import`, or directly). A parent that was killed outright cannot
// clean up after itself, but the channel it held open closes: the child then ends itself and its whole process group.
export function endWholeGroup(): never {
	if (process.platform !== 'win32') {
		try {
			process.kill(-process.pid, 'SIGKILL');
		} catch {
			// Not the leader of a group: only this process is ours to end.
		}
	}
	process.exit(1);
}

// Node hands its own flags on to what it forks; VS Code's children (terminals, extension hosts) do without this file.
const flag = process.execArgv.indexOf('--import');
if (process.execArgv[flag + 1]?.includes('endWithParent')) process.execArgv.splice(flag, 2);

if (process.channel) {
	process.on('disconnect', endWholeGroup);
	process.channel.unref();
}
