import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadedTogether, type Meta, productionBuild } from '../../house/productionBuild.ts';

const builds = productionBuild();
const sum = (loaded: Map<string, number>) => [...loaded.values()].reduce((total, bytes) => total + bytes, 0);

test('what VS Code loads at activation stays within 30 KB', () => {
	const loaded = loadedTogether(builds.extension, 'src/extension.ts');
	assert.ok(loaded.size > 0);
	assert.ok(sum(loaded) <= 30 * 1024, `${sum(loaded)} bytes`);
});

test('activation loads neither a panel nor a palette flow nor the catalogue of causes', () => {
	const inputs = [...loadedTogether(builds.extension, 'src/extension.ts').keys()].flatMap((path) =>
		Object.keys(builds.extension.outputs[path]?.inputs ?? {}),
	);
	for (const lazy of ['src/vscode/request/', 'src/vscode/quickInput/', 'src/core/errors/catalogue.ts']) {
		assert.deepEqual(
			inputs.filter((input) => input.startsWith(lazy)),
			[],
		);
	}
});

test('the host side of the request panel stays within 60 KB', () => {
	assert.ok(sum(loadedTogether(builds.extension, 'src/vscode/request/requestPanels.ts')) <= 60 * 1024);
});

test('the page of the request panel stays within 200 KB', () => {
	assert.ok(sum(loadedTogether(builds.webview, 'src/webview/request/main.ts')) <= 200 * 1024);
});

test('no page bundles anything of the extension but the panel protocol and words', () => {
	const foreign = Object.keys(builds.webview.inputs).filter(
		(path) => path.startsWith('src/') && !/^src\/webview\//.test(path),
	);
	assert.deepEqual(foreign.sort(), ['src/core/panel/draftFields.ts', 'src/core/panel/requestProtocol.ts']);
});

test('the bundles import nothing but vscode, and that of Node what Node has', () => {
	const importsOf = ({ outputs }: Meta) => {
		const external = Object.values(outputs).flatMap(({ imports }) => imports.filter((each) => each.external));
		return [...new Set(external.map(({ path }) => path))].sort();
	};
	assert.deepEqual(importsOf(builds.web), ['vscode']);
	const ofNode = importsOf(builds.extension);
	assert.deepEqual(
		ofNode.filter((path) => !path.startsWith('node:')),
		['vscode'],
	);
});

test('the web entry is one CommonJS file', () => {
	assert.deepEqual(Object.keys(builds.web.outputs), ['dist/web/extension.js']);
});
