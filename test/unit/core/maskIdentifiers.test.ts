import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskIdentifiers } from '../../../src/core/secrets/maskIdentifiers.ts';

for (const [text, masked] of [
	['pat@example.org may not', '[mail] may not'],
	['robot@my-project.iam.gserviceaccount.com', '[service account]'],
	[
		'//aiplatform.googleapis.com/projects/my-project/locations/global',
		'//aiplatform.googleapis.com/projects/[project]/locations/global',
	],
	['in project 123456789012 before', 'in project [project] before'],
	['use project 764086051850. Then', 'use project [project]. Then'],
	['number 764086051850. Then', 'number [number]. Then'],
	['?project=acme-prod-42&x', '?project=[project]&x'],
	['the project is fine', 'the project is fine'],
	['12345678-1234-4123-8123-123456789012 after 1200 ms', '12345678-1234-4123-8123-123456789012 after 1200 ms'],
] as const) {
	test(`“${text}” is told as “${masked}”`, () => assert.equal(maskIdentifiers(text), masked));
}

test('a long run of anything is masked without end in sight of a square', () => {
	for (const piece of ['a', 'a@', 'a.', '1', 'projects/', '@']) {
		assert.ok(maskIdentifiers(piece.repeat(200_000)).length > 0);
	}
});
