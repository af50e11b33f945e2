import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { GlobalDocument } from '../../src/vscode/adapters/globalDocument.ts';

describe('a document in global storage', () => {
	const folder = vscode.Uri.file(mkdtempSync(join(tmpdir(), 'latchkey-document-')));
	after(() => rmSync(folder.fsPath, { recursive: true, force: true }));

	it('is never missing while it is written anew', async () => {
		const document = new GlobalDocument(folder, 'busy.json', (draft, file) => rename(draft.fsPath, file.fsPath));
		assert.equal(await document.read(), undefined);
		await document.write('0');
		let isOver = false;
		const reading = Array.from({ length: 4 }, async () => {
			const read: (string | undefined)[] = [];
			while (!isOver) read.push(await document.read());
			return read;
		});
		for (let text = 1; text <= 200; text++) {
			await document.write(String(text));
		}
		isOver = true;
		const read = (await Promise.all(reading)).flat();
		assert.ok(read.length > 100, `${read.length} reads`);
		assert.deepEqual(
			read.filter((text) => text === undefined || text === ''),
			[],
		);
	});

	it('is written in its place where the platform moves nothing', async () => {
		const document = new GlobalDocument(folder, 'plain.json');
		await document.write('one');
		await document.write('two');
		assert.equal(await document.read(), 'two');
	});
});
