import assert from 'node:assert/strict';
import { test } from 'node:test';
import { l10nBundle } from '../../house/l10nBundle.ts';
import { readText, sourceFiles } from '../../house/sourceFiles.ts';

test('the bundle of messages has just the messages of the sources (npm run l10n writes it)', async () => {
	assert.equal(readText('l10n/bundle.l10n.json'), await l10nBundle(sourceFiles()));
});

test('a message added to a source changes the bundle', async () => {
	const text = "import * as l10n from '@vscode/l10n';\nl10n.t('A new message');\n";
	assert.match(await l10nBundle([{ path: 'src/core/new.ts', text }]), /A new message/);
});
