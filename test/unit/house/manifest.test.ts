import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import { type Manifest, manifestFaults, nlsFaults } from '../../house/manifest.ts';
import { projectRoot, readText } from '../../house/sourceFiles.ts';

const text = readText('package.json');
const fresh = () => JSON.parse(text) as Manifest & Record<string, unknown>;

test('the manifest and the code name the same ids, and no workspace can redirect a credential', () => {
	assert.deepEqual(manifestFaults(fresh()), []);
});

test('a command that the code does not know is found', () => {
	const manifest = fresh();
	const commands = [...manifest.contributes.commands, { command: 'latchkey.gone', category: 'Latchkey' }];
	const faults = manifestFaults({ ...manifest, contributes: { ...manifest.contributes, commands } });
	assert.deepEqual(faults, ['command latchkey.gone is in the manifest alone']);
});

test('a command missing in the manifest is found, and so is its menu entry', () => {
	const manifest = fresh();
	const commands = manifest.contributes.commands.filter(({ command }) => command !== 'latchkey.checkProfile');
	const faults = manifestFaults({ ...manifest, contributes: { ...manifest.contributes, commands } });
	assert.ok(faults.includes('command latchkey.checkProfile is missing in the manifest'));
	assert.ok(faults.includes('menu names unknown command latchkey.checkProfile'));
});

test('a setting that a workspace could write is found', () => {
	const manifest = fresh();
	const properties = { ...manifest.contributes.configuration.properties, 'latchkey.emulator': { scope: 'resource' } };
	const contributes = { ...manifest.contributes, configuration: { properties } };
	assert.deepEqual(manifestFaults({ ...manifest, contributes }), [
		'setting latchkey.emulator can be written by a workspace',
	]);
});

test('a setting of a workspace that would count before it is trusted is found', () => {
	const capabilities = { untrustedWorkspaces: { restrictedConfigurations: ['latchkey.profile'] } };
	assert.deepEqual(manifestFaults({ ...fresh(), capabilities }), [
		'setting latchkey.templates would count in a folder that is not trusted',
	]);
});

test('a submenu that does not exist is found', () => {
	const manifest = fresh();
	const menus = { 'editor/context': [{ submenu: 'latchkey.gone' }] };
	const faults = manifestFaults({ ...manifest, contributes: { ...manifest.contributes, menus } });
	assert.deepEqual(faults, ['latchkey.gone is no submenu']);
});

test('a when clause with an unknown view is found', () => {
	const manifest = fresh();
	const menus = { 'view/title': [{ command: 'latchkey.addProfile', when: 'view == latchkey.profile' + 'z' }] };
	const faults = manifestFaults({ ...manifest, contributes: { ...manifest.contributes, menus } });
	assert.deepEqual(faults, ['a when clause names unknown latchkey.profilez']);
});

for (const file of globSync('package.nls*.json', { cwd: projectRoot })) {
	test(`${file} has just the keys that the manifest uses`, () => {
		assert.deepEqual(nlsFaults(text, JSON.parse(readText(file))), []);
	});
}

test('a missing and a left-over nls key are found', () => {
	const { 'commands.showLog': _, ...rest } = JSON.parse(readText('package.nls.json'));
	assert.deepEqual(nlsFaults(text, { ...rest, old: '' }), [
		'nls key commands.showLog is in the manifest alone',
		'nls key old is missing in the manifest',
	]);
});

test('the manifest keeps what was settled', () => {
	const manifest = fresh();
	assert.equal(manifest['main'], './dist/extension.mjs');
	assert.equal(manifest['browser'], './dist/web/extension.js');
	assert.deepEqual(manifest['extensionKind'], ['workspace']);
	assert.deepEqual(manifest['enabledApiProposals'], undefined);
	assert.deepEqual(manifest['dependencies'], undefined);
	assert.deepEqual(manifest.activationEvents, [
		'onStartupFinished',
		'onUri',
		'onAuthenticationRequest:latchkey-gemini',
		'onWebviewPanel:latchkey.request',
	]);
});
