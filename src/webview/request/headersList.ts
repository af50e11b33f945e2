import type { HeaderView } from '../../core/panel/turnDetails.ts';
import { element } from '../dom.ts';
import { spelledOut } from '../markdown/hidden.ts';

/** Headers as they travelled. `label`: the name of the list. */
export const headersList = (label: string, headers: readonly HeaderView[]): HTMLElement =>
	element(
		'dl',
		{ className: 'headers', ariaLabel: label },
		...headers.flatMap(({ name, value }) => [
			element('dt', {}, spelledOut(name)),
			element('dd', {}, spelledOut(value)),
		]),
	);
