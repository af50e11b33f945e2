import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { loadedAfter, loadedTogether, type Meta, productionBuild } from '../../house/productionBuild.ts';
import { projectRoot } from '../../house/sourceFiles.ts';

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
	for (const lazy of [
		'src/vscode/editor/',
		'src/vscode/request/',
		'src/vscode/quickInput/',
		'src/core/errors/catalogue/',
		'src/core/errors/judging/',
		'src/core/oauth/signIns',
		'src/net/oauth/',
		'node_modules/oauth4webapi/',
		'node_modules/jose/',
	]) {
		assert.deepEqual(
			inputs.filter((input) => input.startsWith(lazy)),
			[],
		);
	}
});

test('every part finds what it imports', () => {
	const folder = `${projectRoot}/dist`;
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs'));
	assert.ok(files.length > 10);
	const namesOf = (path: string) =>
		new Set(
			[...readFileSync(path, 'utf8').matchAll(/export\{([^{}]*)\}/g)].flatMap(([, list = '']) =>
				list.split(',').map((each) => each.split(' as ').at(-1)),
			),
		);
	for (const name of files) {
		const code = readFileSync(join(folder, name), 'utf8');
		const place = dirname(join(folder, name));
		for (const [, lazy = ''] of code.matchAll(/import\("(\.[^"]+)"\)/g)) {
			assert.ok(existsSync(join(place, lazy)), `${name} loads ${lazy}`);
		}
		for (const [, list = '', from = ''] of code.matchAll(/import(?:\{([^{}]*)\}from)?"(\.[^"]+)"/g)) {
			const exported = namesOf(join(place, from));
			for (const wanted of list
				.split(',')
				.filter(Boolean)
				.map((each) => each.split(' as ')[0])) {
				assert.ok(exported.has(wanted), `${name} takes ${wanted} from ${from}`);
			}
		}
	}
});

test('what activation loads is one file', () => {
	assert.deepEqual([...loadedTogether(builds.extension, 'src/extension.ts').keys()], ['dist/extension.mjs']);
});

test('the host side of the request panel stays within 60 KB', () => {
	const loaded = loadedAfter(builds.extension, 'src/vscode/request/requestPanels.ts', 'src/extension.ts');
	assert.ok(loaded.size > 0);
	assert.ok(sum(loaded) <= 60 * 1024, `${sum(loaded)} bytes`);
});

test('what signing in and tokens take stays within 60 KB', () => {
	const loaded = loadedAfter(builds.extension, 'src/composeSignIn.ts', 'src/extension.ts');
	assert.ok(loaded.size > 0);
	assert.ok(sum(loaded) <= 60 * 1024, `${sum(loaded)} bytes`);
});

test('what tokens take is three files beside the entry, and what sends a prompt with a key is none of theirs alone', () => {
	const tokens = [...loadedAfter(builds.extension, 'src/composeSignIn.ts', 'src/extension.ts').keys()];
	assert.equal(tokens.length, 3, tokens.join(' '));
	const sending = loadedAfter(builds.extension, 'src/net/fetchTransport.ts', 'src/extension.ts');
	assert.ok(!sending.has('dist/chunks/forTokens.mjs'));
	assert.ok(sum(sending) <= 10 * 1024, `${sum(sending)} bytes`);
});

test('the page of the request panel stays within 200 KB with all that draws Markdown; what colours code comes later', () => {
	const page = loadedTogether(builds.webview, 'src/webview/request/main.ts');
	const drawing = loadedAfter(builds.webview, 'src/webview/markdown/segmentDrawing.ts', 'src/webview/request/main.ts');
	const colouring = loadedAfter(
		builds.webview,
		'src/webview/markdown/highlight/runs.ts',
		'src/webview/request/main.ts',
	);
	assert.ok(page.size > 0 && drawing.size > 0 && colouring.size > 0);
	assert.ok(sum(page) + sum(drawing) <= 200 * 1024, `${sum(page)} and ${sum(drawing)} bytes`);
	assert.ok(sum(colouring) <= 120 * 1024, `${sum(colouring)} bytes`);
});

test('no page bundles anything of the extension but the panel protocol and words', () => {
	const foreign = Object.keys(builds.webview.inputs).filter(
		(path) => path.startsWith('src/') && !/^src\/webview\//.test(path),
	);
	assert.deepEqual(foreign.sort(), [
		// What models have, and what files and schemas are, which the page says while a person types.
		'src/core/gemini/abilities.ts',
		'src/core/gemini/attachmentOf.ts',
		'src/core/gemini/base64.ts',
		'src/core/gemini/bytesInWords.ts',
		'src/core/gemini/draft.ts',
		'src/core/gemini/jsonFault.ts',
		'src/core/gemini/responseSchema.ts',
		'src/core/gemini/thinking.ts',
		'src/core/grouped.ts',
		'src/core/lookUp.ts',
		'src/core/panel/draftFields.ts',
		'src/core/panel/fieldFaults.ts',
		'src/core/panel/numberIn.ts',
		'src/core/panel/readAttachments.ts',
		'src/core/panel/requestProtocol.ts',
		'src/core/panel/settingFaults.ts',
		'src/core/panel/stopSequences.ts',
		'src/core/panel/wholeNumber.ts',
		'src/core/parseJson.ts',
	]);
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
