import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { visibleText } from '../../../src/core/visibleText.ts';

it('a text that is easy to read is left as it is', () => {
	for (const text of ['/opt/proof', '--audience=//iam.googleapis.com/a b', 'Schlüssel für 東京 🔑', "it's"]) {
		assert.equal(visibleText(text), text);
	}
});

it('what shows nothing, or turns the text around, is seen', () => {
	const hidden = [
		0x00, 0x0a, 0x1b, 0x80, 0xa0, 0x00_ad, 0x03_4f, 0x11_5f, 0x20_0b, 0x20_0f, 0x20_28, 0x20_2e, 0x20_66, 0x28_00,
		0x30_00, 0x31_64, 0xe0_00, 0xfe_00, 0xfe_ff, 0xff_f0, 0xe_00_20, 0xe_01_00,
	];
	for (const point of hidden) {
		assert.equal(visibleText(`a${String.fromCodePoint(point)}b`), `a\\u{${point.toString(16)}}b`);
	}
});

it('spaces that nobody would count are counted', () => {
	assert.equal(visibleText(' a  b   c '), '\\u{20}a\\u{20} b\\u{20}\\u{20} c\\u{20}');
});

it('whatever it is told has no character that hides', () => {
	const hides = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]| {2}/u;
	fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !hides.test(visibleText(text))));
});
