import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Resolution, resolveProfile, type SettingScope } from '../../../src/core/profiles/resolveProfile.ts';
import { aProfile } from './aProfile.ts';

const [work, home, play] = ['Work', 'Home', 'Play'].map((name) => aProfile({ id: name.toLowerCase(), name }));
const all = [work, home, play].filter((each) => each !== undefined);
const named = (name: unknown, scope: SettingScope = 'folder') => ({ name, scope });

const table: readonly (readonly [string, Parameters<typeof resolveProfile>[1], Resolution])[] = [
	['nothing chosen', {}, { by: 'nothing' }],
	['the default alone', { defaultId: 'play' }, { profile: play, by: 'default' } as Resolution],
	['window over default', { windowId: 'home', defaultId: 'play' }, { profile: home, by: 'window' } as Resolution],
	[
		'setting over window and default',
		{ named: named('Work'), windowId: 'home', defaultId: 'play' },
		{ profile: work, by: 'folder' } as Resolution,
	],
	[
		'a window that names a deleted profile',
		{ windowId: 'gone', defaultId: 'play' },
		{ profile: play, by: 'default', isChosenGone: true } as Resolution,
	],
	[
		'a window that names a deleted profile, without a default',
		{ windowId: 'gone' },
		{ by: 'nothing', isChosenGone: true },
	],
	['a default that was deleted', { defaultId: 'gone' }, { by: 'nothing' }],
	[
		'an unknown name, though window and default know one',
		{ named: named('Wrok'), windowId: 'home', defaultId: 'play' },
		{ by: 'folder', problem: 'unknown', name: 'Wrok' },
	],
	['an id in place of a name', { named: named('work') }, { by: 'folder', problem: 'unknown', name: 'work' }],
	['a name with a space too many', { named: named('Work ') }, { by: 'folder', problem: 'unknown', name: 'Work ' }],
];
for (const [what, choice, expected] of table) {
	test(`resolving: ${what}`, () => {
		assert.deepEqual(resolveProfile(all, choice), expected);
	});
}

for (const scope of ['folder', 'workspace', 'user-settings'] as const) {
	test(`a profile named by the ${scope} says so`, () => {
		assert.equal(resolveProfile(all, { named: named('Home', scope) }).by, scope);
	});
}

test('a name that two profiles have selects neither', () => {
	const twins = [...all, aProfile({ id: 'other', name: 'Work' })];
	assert.deepEqual(resolveProfile(twins, { named: named('Work'), windowId: 'home', defaultId: 'play' }), {
		by: 'folder',
		problem: 'duplicate',
		name: 'Work',
	});
});

for (const [name, shown] of [
	[1, 'number'],
	[true, 'boolean'],
	[null, 'object'],
	[['Work'], 'object'],
	[{ name: 'Work' }, 'object'],
	[{ toString: () => 'Work' }, 'object'],
] as const) {
	test(`a setting that is ${JSON.stringify(name)} selects nothing, and its kind is told`, () => {
		assert.deepEqual(resolveProfile(all, { named: named(name), windowId: 'home' }), {
			by: 'folder',
			problem: 'unknown',
			name: shown,
		});
	});
}

test('with no profiles at all nothing is selected', () => {
	assert.deepEqual(resolveProfile([], { windowId: 'work', defaultId: 'work' }), {
		by: 'nothing',
		isChosenGone: true,
	});
});

test('a name of a megabyte is shown in its first 80 characters', () => {
	const resolution = resolveProfile(all, { named: named('x'.repeat(1_000_000)) });
	assert.ok('problem' in resolution);
	assert.equal(resolution.name, `${'x'.repeat(80)}…`);
});

test('a name of exactly 80 characters is shown whole', () => {
	const resolution = resolveProfile(all, { named: named('x'.repeat(80)) });
	assert.ok('problem' in resolution);
	assert.equal(resolution.name, 'x'.repeat(80));
});

test('a name cut within an emoji shows no half of it', () => {
	const resolution = resolveProfile(all, { named: named(`${'x'.repeat(79)}😀😀`) });
	assert.ok('problem' in resolution);
	assert.equal(resolution.name, `${'x'.repeat(79)}\ufffd…`);
});

test('a profile of the index is found by its whole name, however odd', () => {
	const odd = aProfile({ name: `a\n\u202eb](command:x)${'y'.repeat(500)}` });
	assert.equal(resolveProfile([odd], { named: named(odd.name) }).profile, odd);
});
