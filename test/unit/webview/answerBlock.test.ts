import './packed.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Turn } from '../../../src/core/panel/turn.ts';
import type { TurnDetails } from '../../../src/core/panel/turnDetails.ts';
import { drawAll } from './page.ts';

const { AnswerBlock } = await import('../../../src/webview/request/answerBlock.ts');

const { Event: PageEvent } = document.defaultView as unknown as { Event: typeof Event };

const begun: Turn = { turn: 1, prompt: 'p', model: 'm', profile: 'Work', answer: '', usage: '', latency: '' };
const answered = { kind: 'answered' } as const;

/** A block on the page, and how often it asked for details. */
function block() {
	let asked = 0;
	const made = new AnswerBlock({
		cure: () => undefined,
		labelNow: () => undefined,
		explain: () => undefined,
		askDetails: () => {
			asked += 1;
		},
	});
	const find = (selector: string) => made.element.querySelector(selector) as HTMLElement;
	const show = (turn: Turn) => {
		made.show(turn);
		drawAll();
	};
	const tab = (key: string) => {
		const event = new PageEvent('keydown', { bubbles: true, cancelable: true });
		Object.assign(event, { key });
		find('.tabs').dispatchEvent(event);
	};
	return { made, find, show, tab, asked: () => asked };
}

test('thoughts stream folded, and say how long they took', () => {
	const { made, find, show } = block();
	show(begun);
	made.appendThought(1, 'Hm, ');
	made.appendThought(1, '*yes*');
	const thoughts = find('details.thoughts') as HTMLDetailsElement;
	assert.ok(!thoughts.open);
	assert.equal(find('.thoughts summary').textContent, 'Thinking…');
	assert.equal(find('.status').textContent, 'Thinking…');
	made.append(1, 'Yes');
	drawAll();
	assert.equal(find('.thoughts summary').textContent, 'Thoughts');
	show({ ...begun, answer: 'Yes', thoughts: 'Hm, *yes*', numbers: { firstTextMs: 12_400 }, end: answered });
	assert.equal(find('.thoughts summary').textContent, 'Thoughts (12 s)');
	// Drawn for who looks.
	assert.ok(find('.thoughts-body em') === null);
	thoughts.open = true;
	thoughts.dispatchEvent(new PageEvent('toggle'));
	drawAll();
	assert.equal(find('.thoughts-body em').textContent, 'yes');
});

test('pieces of another turn are passed over', () => {
	const { made, show } = block();
	show({ ...begun, turn: 2 });
	made.append(1, 'late');
	made.appendThought(1, 'late');
	made.appendOther(1, 1, 'late');
	made.appendExtras(1, [{ kind: 'search', query: 'late' }]);
	made.showDetails(1, { timeline: [{ label: 'late', ms: 0 }] });
	drawAll();
	assert.ok(!made.element.textContent.includes('late'));
});

test('what streams is what a page saves, images by their name alone', () => {
	const { made, show } = block();
	show(begun);
	made.append(1, 'An');
	made.append(1, 'swer');
	made.appendThought(1, 'Hm');
	made.appendOther(1, 2, 'Third');
	made.appendExtras(1, [{ kind: 'image', mimeType: 'image/png', data: 'AAAAAAAA' }]);
	made.appendExtras(1, [{ kind: 'call', name: 'f', args: '{}' }]);
	assert.deepEqual(made.complete(begun), {
		...begun,
		answer: 'Answer',
		thoughts: 'Hm',
		others: ['', 'Third'],
		extras: [
			{ kind: 'file', mimeType: 'image/png', bytes: 6 },
			{ kind: 'call', name: 'f', args: '{}' },
		],
	});
	assert.deepEqual(made.complete({ ...begun, turn: 7 }), { ...begun, turn: 7 });
});

test('what came beside text stays the same nodes when more comes, and when the turn is over', () => {
	const { made, find, show } = block();
	const call = { kind: 'call', name: 'f', args: '{}' } as const;
	show(begun);
	made.appendExtras(1, [call]);
	const first = find('.part');
	made.appendExtras(1, [{ kind: 'result', outcome: 'OUTCOME_FAILED', output: 'boom' }]);
	show({ ...begun, extras: [call, { kind: 'result', outcome: 'OUTCOME_FAILED', output: 'boom' }], end: answered });
	assert.ok(find('.part') === first);
	assert.equal(made.element.querySelectorAll('.part').length, 2);
	assert.match(made.element.textContent, /Code failed/);
});

test('an address is a link only to a known host, and no text becomes markup', () => {
	const { made, find, show } = block();
	show(begun);
	made.appendExtras(1, [
		{ kind: 'source', uri: 'https://ai.google.dev/x?a&amp;b', title: '<img src=x>' },
		{ kind: 'source', uri: 'https://evil.example/', title: 'ai.google.dev' },
		{ kind: 'source', uri: 'javascript:alert(1)', title: 'x' },
		{ kind: 'citation', uri: 'command:workbench.action.quit', title: '', license: '<b>', start: 3, end: 9 },
		{ kind: 'search', query: '<script>alert(1)</script>' },
		{ kind: 'call', name: '<i>f</i>\u202e', args: '{}' },
		{ kind: 'file', mimeType: '<u>x</u>', bytes: 3000 },
	]);
	assert.deepEqual(
		[...made.element.querySelectorAll('.sources a')].map((link) => link.getAttribute('href')),
		['https://ai.google.dev/x?a&amp;b'],
	);
	assert.equal(made.element.querySelectorAll('.extras :is(img, script, b, i, u)').length, 0);
	assert.match(find('.extras').textContent, /f<\/i>\[U\+202E\]/);
	assert.match(find('.extras').textContent, /bytes 3 to 9 of the answer/);
});

test('JSON is laid out when it is whole, and shown as received on demand', () => {
	const { find, show } = block();
	const answer = '{"b":1.50,"a":[],"long":12345678901234567890,"s":"{\\"x\\": [1,2]}"}';
	show({ ...begun, answer, json: {} });
	assert.equal(find('.answer code').textContent.trim(), answer);
	assert.ok(find('.json-bar').hidden);
	show({ ...begun, answer, json: {}, end: answered });
	assert.equal(
		find('.answer code').textContent.trim(),
		'{\n  "b": 1.50,\n  "a": [],\n  "long": 12345678901234567890,\n  "s": "{\\"x\\": [1,2]}"\n}',
	);
	const [formatted, received] = [...find('.choices').querySelectorAll('button')] as HTMLButtonElement[];
	received?.click();
	drawAll();
	assert.equal(find('.answer code').textContent.trim(), answer);
	assert.equal(received?.getAttribute('aria-pressed'), 'true');
	formatted?.click();
	drawAll();
	assert.match(find('.answer code').textContent, /\n {2}"b": 1\.50,\n/);
});

for (const [what, turn, words] of [
	['fits', { answer: '{}', json: { faults: [] } }, 'Fits the schema'],
	[
		'does not fit',
		{ answer: '{}', json: { faults: [{ path: 'a[0]', reason: 'is missing' }] } },
		'Does not fit the schemaa[0] is missing',
	],
	['is none', { answer: 'Sorry', json: {} }, 'JSON was asked for, and this is not valid JSON.'],
	['came without a schema', { answer: '{}', json: {} }, ''],
	['was not asked for', { answer: '[1]' }, ''],
] as const) {
	test(`of JSON that ${what} is said “${words}”`, () => {
		const { find, show } = block();
		show({ ...begun, ...turn, end: answered });
		assert.equal(find('.verdict').textContent, words);
		assert.ok(!find('.json-bar').hidden);
	});
}

test('text that is no JSON has no bar above it', () => {
	const { find, show } = block();
	for (const answer of ['Hello', '{not json}', '"text"', '12', '']) {
		show({ ...begun, answer, end: answered });
		assert.ok(find('.json-bar').hidden, answer);
	}
});

test('the facts have their line before there are any, and are spoken with the status', () => {
	const { find, show } = block();
	show(begun);
	assert.ok(!find('.facts').hidden);
	assert.equal(find('.facts').children.length, 0);
	const facts = [{ label: 'Total', value: '2.1 s' }];
	show({ ...begun, answer: 'x', usage: '1 prompt', latency: '2.1 s', facts, end: answered });
	assert.equal(find('.facts').textContent, 'Total2.1 s');
	assert.equal(find('.status').textContent, 'Answered by m with “Work” · 1 prompt · 2.1 s');
	assert.equal(find('.status .spoken').textContent, ' · 1 prompt · 2.1 s');
	// A turn that an earlier version had saved shows them there.
	show({ ...begun, turn: 2, answer: 'x', usage: '1 prompt', latency: '2.1 s', end: answered });
	assert.ok(find('.status .spoken') === null);
});

const details: TurnDetails = {
	request: {
		method: 'POST',
		url: 'https://x/<b>',
		headers: [{ name: 'x-goog-api-key', value: '[redacted]' }],
		body: '{\n  "a": 1\n}',
	},
	response: {
		status: 200,
		headers: [{ name: 'content-type', value: 'text/event-stream' }],
		pieces: ['{"first":1}', '{"last":"<script>"}'],
		gap: { after: 1, words: '7 more events between' },
		bytes: 1234,
	},
	timeline: [
		{ label: 'Send pressed', ms: 0 },
		{ label: 'End', ms: 40 },
	],
};

test('one tab stop, arrow keys between tabs, and details are asked for only by who looks at them', () => {
	const { made, find, show, tab, asked } = block();
	show(begun);
	show({ ...begun, answer: 'x', end: answered });
	assert.equal(asked(), 0);
	const stops = () => [...made.element.querySelectorAll('[role=tab]')].map((each) => each.getAttribute('tabindex'));
	assert.deepEqual(stops(), ['0', '-1', '-1']);
	tab('ArrowRight');
	assert.equal(asked(), 1);
	assert.deepEqual(stops(), ['-1', '0', '-1']);
	assert.ok(find('#panel-answer').hidden && !find('#panel-request').hidden);
	made.showDetails(1, details);
	assert.match(find('#panel-request').textContent, /POST.*x-goog-api-key\[redacted\].*"a": 1/s);
	tab('End');
	assert.match(find('#panel-response').textContent, /HTTP 200.*End.*40 ms.*first.*7 more events between.*<script>/s);
	tab('ArrowRight');
	assert.ok(!find('#panel-answer').hidden);
	tab('ArrowLeft');
	assert.ok(!find('#panel-response').hidden);
	// The next turn is asked for again, at its beginning and at its end.
	const before = asked();
	show({ ...begun, turn: 2 });
	show({ ...begun, turn: 2, end: answered });
	assert.equal(asked(), before + 2);
	made.showDetails(2, undefined);
	assert.match(find('#panel-response').textContent, /kept only until the window is reloaded/);
	assert.equal(made.element.querySelectorAll('.call :is(script, b)').length, 0);
});
