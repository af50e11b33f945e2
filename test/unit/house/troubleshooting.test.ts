import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { causes } from '../../../src/core/errors/cause.ts';
import { root } from '../../bed/paths.ts';
import { troubleshooting } from '../../house/troubleshooting.ts';

const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');

test('the page about failures is that of the catalogue', () => {
	assert.equal(page.replaceAll('\r\n', '\n'), troubleshooting(), 'run `npm run docs`');
});

test('each cause has one heading, by its name', () => {
	const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading?.trim());
	assert.deepEqual(headings, [...causes]);
});

test('the page ships with the extension', () => {
	assert.match(readFileSync(join(root, '.vscodeignore'), 'utf8'), /^!docs\/troubleshooting\.md$/m);
});
