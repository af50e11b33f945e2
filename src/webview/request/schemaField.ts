import * as l10n from '@vscode/l10n';
import { readResponseSchema } from '../../core/gemini/responseSchema.ts';
import { element } from '../dom.ts';
import { Field } from './field.ts';

/** After the last key: what is half typed is wrong and need not be told. In milliseconds. */
const checkAfter = 400;

/** JSON Schema of the answer, checked as it is typed. */
export class SchemaField extends Field {
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor() {
		const placeholder = '{ "type": "object", "properties": { … } }';
		super(
			'schema',
			l10n.t('JSON schema'),
			element('textarea', { rows: 4, spellcheck: false, className: 'code', placeholder }),
		);
		this.widget.addEventListener('input', () => {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => this.check(), checkAfter);
		});
	}

	/** What is wrong with a schema stays wrong, whatever is typed elsewhere. */
	override clear(): void {}

	/** Says what is wrong with what stands there, and leaves the cursor where it is. */
	check(): void {
		clearTimeout(this.#timer);
		const read = readResponseSchema(this.value);
		this.show(read.kind === 'fault' ? read.message : undefined, false);
		this.hint = read.kind === 'schema' ? [l10n.t('A schema that Gemini takes.'), ...read.warnings].join(' ') : '';
	}
}
