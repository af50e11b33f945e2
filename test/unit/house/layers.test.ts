import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerFaults } from '../../house/layers.ts';
import { sourceFiles } from '../../house/sourceFiles.ts';

const faultsOf = (path: string, text: string) => layerFaults([{ path, text }]);

test('every source file keeps to the layers', () => {
	const files = sourceFiles();
	assert.ok(files.length > 40);
	assert.deepEqual(layerFaults(files), []);
});

test('core may not import vscode, not even its types', () => {
	assert.equal(faultsOf('src/core/a.ts', "import type * as vscode from 'vscode';").length, 1);
});

test('core may not import Node, in any form', () => {
	for (const line of ["import 'node:fs';", "export { x } from 'node:fs';", "const x = await import('fs');"]) {
		assert.equal(faultsOf('src/core/a.ts', line).length, 1, line);
	}
});

test('core may not import an outer layer', () => {
	assert.equal(faultsOf('src/core/a/b.ts', "import { x } from '../../net/x.ts';").length, 1);
});

test('net, node and vscode do not import each other the wrong way', () => {
	assert.equal(faultsOf('src/net/a.ts', "import { x } from '../node/x.ts';").length, 1);
	assert.equal(faultsOf('src/net/a.ts', "import { x } from '../vscode/x.ts';").length, 1);
	assert.equal(faultsOf('src/node/a.ts', "import { x } from '../vscode/x.ts';").length, 1);
	assert.equal(faultsOf('src/vscode/a.ts', "import { x } from '../net/x.ts';").length, 1);
	assert.deepEqual(faultsOf('src/node/a.ts', "import { x } from '../net/x.ts';"), []);
});

test('a webview may use the types of core, and of its values only the panel protocol and what the form says', () => {
	assert.deepEqual(faultsOf('src/webview/a.ts', "import type { X } from '../core/outcome.ts';"), []);
	assert.equal(faultsOf('src/webview/a.ts', "import { x } from '../core/outcome.ts';").length, 1);
});

test('a multi-line import is seen', () => {
	assert.equal(faultsOf('src/core/a.ts', "import {\n\ta,\n\tb,\n} from '../vscode/x.ts';").length, 1);
});

test('a file outside the rooms is named', () => {
	assert.deepEqual(faultsOf('src/utils.ts', ''), ['src/utils.ts lies in no room']);
});
