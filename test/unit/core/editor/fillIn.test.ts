import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInTemplates } from '../../../../src/core/editor/builtInTemplates.ts';
import { asksForTarget, fillIn } from '../../../../src/core/editor/fillIn.ts';

const values = { selection: 'a = 1', language: 'python', file: 'main.py', target: 'French' };

test('placeholders are filled in, in prompt and system instruction alike', () => {
	assert.deepEqual(
		fillIn({ prompt: '${file}/${language}/${target}: ${selection}, ${selection}', system: 'In ${target}.' }, values),
		{ prompt: 'main.py/python/French: a = 1, a = 1', system: 'In French.' },
	);
});

test('what is filled in is never expanded, whatever it holds', () => {
	const selection = '${file} $& $1 $$ ${selection} ${target}';
	assert.equal(
		fillIn({ prompt: '<${selection}> in ${file}' }, { ...values, selection }).prompt,
		`<${selection}> in main.py`,
	);
	assert.equal(
		fillIn({ prompt: '${file}: ${selection}' }, { ...values, file: '${selection}.py' }).prompt,
		'${selection}.py: a = 1',
	);
});

test('a prompt that does not say where the selection goes has it behind, in a fence of its language', () => {
	assert.equal(fillIn({ prompt: 'Explain.' }, values).prompt, 'Explain.\n\n```python\na = 1\n```');
	assert.equal(
		fillIn({ prompt: 'Explain.' }, { ...values, language: 'markdown', selection: '```\n${file}\n```' }).prompt,
		'Explain.\n\n````markdown\n```\n${file}\n```\n````',
	);
});

test('a system instruction is no place for a selection to count', () => {
	const { prompt, system } = fillIn({ prompt: 'Do it.', system: 'Think of ${selection}' }, values);
	assert.match(prompt, /```python\na = 1/);
	assert.equal(system, 'Think of a = 1');
});

test('other words in braces stay as they are, those every object has too', () => {
	const prompt = '${env:HOME} ${constructor} ${__proto__} $selection {selection} ${ selection } ${selection}';
	assert.equal(fillIn({ prompt }, values).prompt, prompt.replace(/\$\{selection\}$/, 'a = 1'));
});

test('only a template with a target is asked for one', () => {
	const asking = Object.entries(builtInTemplates).filter(([, template]) => asksForTarget(template));
	assert.deepEqual(
		asking.map(([id]) => id),
		['translate'],
	);
	assert.ok(asksForTarget({ prompt: 'a', system: 'in ${target}' }));
});

test('templates that come along leave no placeholder behind', () => {
	for (const template of Object.values(builtInTemplates)) {
		const { prompt, system = '' } = fillIn(template, values);
		assert.doesNotMatch(prompt + system, /\$\{/);
		assert.match(prompt, /```python\na = 1\n```$/);
	}
});
