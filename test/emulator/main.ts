import { parseArgs } from 'node:util';
import { startEmulator } from './emulator.ts';
import type { OAuthClient } from './oauth/clients.ts';

/**
 * `node test/emulator/main.ts [--port N] [--exit-with-parent]`. Prints one JSON line with the origins, the keys, the
 * OAuth clients and the emails of service accounts on standard output once it listens; a line per call goes to standard
 * error. With `--exit-with-parent` it ends when its standard input closes, so that it cannot outlive the process that
 * started it.
 */
const { values } = parseArgs({
	options: { port: { type: 'string' }, 'exit-with-parent': { type: 'boolean', default: false } },
});
const port = values.port === undefined ? 0 : Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
	process.stderr.write(`--port takes a number from 0 to 65535, not ${values.port}.\n`);
	process.exit(2);
}

const emulator = await startEmulator({ port, log: (line) => process.stderr.write(`${line}\n`) });
const end = async () => {
	await emulator.close();
	process.exit(0);
};
process.once('SIGINT', end);
process.once('SIGTERM', end);
if (values['exit-with-parent']) {
	process.stdin.once('end', end);
	process.stdin.once('close', end);
	process.stdin.resume();
}

/** What a person pastes to sign in, and the file to import instead. */
const describeClient = ({ clientId, clientSecret, projectId, projectNumber }: OAuthClient) => ({
	...{ clientId, clientSecret, projectId, projectNumber },
	json: emulator.oauth.clientJson(clientId),
});

// Last, so that whoever reads the line may already end the process in any of the ways above.
process.stdout.write(
	`${JSON.stringify({
		origin: emulator.origin,
		originV6: emulator.originV6,
		keys: emulator.keys,
		oauth: {
			desktopClient: describeClient(emulator.oauth.desktopClient),
			webClient: describeClient(emulator.oauth.webClient),
			accounts: Object.values(emulator.oauth.accounts).map(({ email }) => email),
		},
		serviceAccounts: emulator.serviceAccounts.seeded,
	})}\n`,
);
