import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeName } from '../../../src/core/profiles/freeName.ts';
import { refusalOfName } from '../../../src/core/profiles/names.ts';
import { longestName } from '../../../src/core/profiles/profile.ts';
import { aProfile } from './aProfile.ts';

const others = ['Work', 'Home', 'Home 2'].map((name) => aProfile({ id: name, name }));

for (const name of ['New', 'work', 'Wörk 😀', 'a/b: c (d)', 'x'.repeat(longestName)]) {
	test(`“${name}” can be a name`, () => {
		assert.equal(refusalOfName(name, others, ['the-secret-key']), undefined);
	});
}

// Put together at run time, so that no scanner takes the test itself for a leak.
const key = ['AIza', 'SyA1234567890abcdefghijklmnopqrstu-_'].join('');

for (const [what, name, reason] of [
	['nothing', '', /Type a name/],
	['a name that is too long', 'x'.repeat(longestName + 1), /80 characters at most/],
	['a name of a megabyte', 'x'.repeat(1_000_000), /80 characters at most/],
	['the name of another profile', 'Work', /already/],
	['the key itself', 'the-secret-key', /looks like a key/],
	['a name with the key in it', 'my the-secret-key!', /looks like a key/],
	['what looks like a key', `Work ${key}`, /looks like a key/],
] as const) {
	test(`${what} is refused, without being repeated`, () => {
		const refusal = refusalOfName(name, others, ['the-secret-key']) ?? '';
		assert.match(refusal, reason);
		assert.ok(!refusal.includes('secret') && !refusal.includes(key));
	});
}

test('a name nobody has is free', () => {
	assert.equal(freeName('New', others), 'New');
});

test('a name that is taken gets the first number that is free', () => {
	assert.equal(freeName('Work', others), 'Work 2');
	assert.equal(freeName('Home', others), 'Home 3');
	assert.equal(freeName('Home 2', others), 'Home 2 2');
});

for (const wanted of [
	'x'.repeat(longestName),
	`${'x'.repeat(longestName)} copy`,
	`${'x'.repeat(longestName - 3)}😀😀`,
	`${'x'.repeat(longestName - 1)} y`,
]) {
	test(`a name proposed for a long one can be taken: ${wanted.slice(-12)}`, () => {
		const taken = [...others];
		for (let time = 0; time < 12; time++) {
			const name = freeName(wanted, taken);
			assert.equal(refusalOfName(name, taken, []), undefined);
			assert.doesNotMatch(name, /\p{Surrogate}|\s$/u);
			taken.push(aProfile({ id: String(time), name }));
		}
	});
}

test('a thousand profiles of one name do not stand in the way', () => {
	const taken = Array.from({ length: 1000 }, (_, number) => aProfile({ name: number ? `A ${number + 1}` : 'A' }));
	assert.equal(freeName('A', taken), 'A 1001');
});
