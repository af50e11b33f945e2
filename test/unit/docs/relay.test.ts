import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../bed/paths.ts';
import { shippedPage, sourceHash } from '../../bed/relayServer.ts';
import { readText } from '../../house/sourceFiles.ts';

// What the page does is tried in a browser (test/ui/relay.test.ts).

const page = shippedPage();
const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.split('; ') ?? [];

test('the policy of the relay page allows its own script and style, and nothing else', () => {
	assert.deepEqual(policy, [
		"default-src 'none'",
		`script-src ${sourceHash(page, 'script')}`,
		`style-src ${sourceHash(page, 'style')}`,
		"base-uri 'none'",
		"form-action 'none'",
	]);
});

test('the command in its README prints what the policy has to say', () => {
	const command = /```sh\n(node .*)\n```/.exec(readText('docs/relay/README.md').replaceAll('\r\n', '\n'))?.[1] ?? '';
	const printed = execSync(command, { cwd: join(root, 'docs/relay'), encoding: 'utf8' });
	assert.equal(
		printed.replaceAll("'", ''),
		`script-src ${sourceHash(page, 'script')}\nstyle-src ${sourceHash(page, 'style')}\n`.replaceAll("'", ''),
	);
});

test('the page does not tell the next one where the browser came from', () => {
	assert.match(page, /<meta name="referrer" content="no-referrer">/);
});
