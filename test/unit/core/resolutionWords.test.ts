import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolutionInWords } from '../../../src/core/profiles/resolutionWords.ts';
import { resolveProfile, type SettingScope } from '../../../src/core/profiles/resolveProfile.ts';
import { plainText } from '../../../src/vscode/plainText.ts';
import { aProfile } from './aProfile.ts';

const profile = aProfile();
const wordsFor = (name: unknown, scope: SettingScope = 'folder') =>
	resolutionInWords(resolveProfile([profile], { named: { name, scope } }));

test('each way to choose a profile has its words', () => {
	assert.deepEqual(
		(['window', 'default', 'folder', 'workspace', 'user-settings'] as const).map((by) =>
			resolutionInWords({ profile, by }),
		),
		[
			'Chosen for this window.',
			'Used by default, since nothing else is chosen for this folder or window.',
			'The folder’s settings name it.',
			'The workspace’s settings name it.',
			'Your user settings name it.',
		],
	);
	assert.equal(resolutionInWords({ by: 'nothing' }), 'No Gemini profile is chosen.');
});

test('a window whose profile was deleted hears so', () => {
	assert.equal(
		resolutionInWords({ profile, by: 'default', isChosenGone: true }),
		'The profile chosen for this window was deleted; the default is used.',
	);
	assert.equal(
		resolutionInWords({ by: 'nothing', isChosenGone: true }),
		'The profile chosen for this window was deleted, and there is no default.',
	);
});

test('a name that selects nothing is told with where it stands', () => {
	assert.equal(
		wordsFor('Wrok', 'workspace'),
		'The workspace’s settings name the profile “Wrok”, which does not exist, so none is used.',
	);
	assert.equal(
		resolutionInWords({ by: 'user-settings', problem: 'duplicate', name: 'Work' }),
		'Your user settings name the profile “Work”, of which there are several, so none is used.',
	);
});

for (const [what, name] of [
	['line breaks', 'a\r\nb\u2028c\u2029d\u0085e'],
	['other controls', 'a\u0000\u0007\u001b[31m\u007fb'],
	['marks that turn text around', '\u202egpj.\u2066x\u2069\u200f\u061cy'],
	['half a character', 'a\ud83d'],
] as const) {
	test(`${what} of a name stay out of the words`, () => {
		const words = wordsFor(name);
		assert.doesNotMatch(words, /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}]/u);
		assert.match(words, /^The folder’s settings name the profile “.*\ufffd.*”, which/);
	});
}

test('a name is text: no placeholder in it is filled', () => {
	assert.match(wordsFor('{0} {1}'), /“\{0\} \{1\}”/);
});

test('a link or an icon in a name is broken where VS Code would draw it', () => {
	const words = plainText(wordsFor('[Click](command:x) $(alert)'));
	assert.ok(!words.includes(']('));
	assert.ok(!words.includes('$('));
});

test('the words stay short, whatever a setting holds', () => {
	assert.ok(wordsFor('](command:x)'.repeat(100_000)).length < 200);
});
