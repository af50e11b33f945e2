import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { remedyIds } from '../../../src/core/errors/remedies/remedy.ts';
import { root } from '../../bed/paths.ts';

test('every remedy is pressed in the real workbench by some test', () => {
	const tests = globSync('test/ui/*.test.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
	const isPressed = (id: string) =>
		id === 'copy-report'
			? tests.some((text) => text.includes("name: 'Copy Report' }).press("))
			: tests.some((text) => text.includes(`'${id}'`) || text.includes(`[data-remedy="${id}"]').press`));
	assert.deepEqual(
		remedyIds.filter((id) => !isPressed(id)),
		[],
	);
});
