import * as l10n from '@vscode/l10n';
import type { AttemptView } from '../../core/panel/turn.ts';
import { element } from '../dom.ts';

/** The attempts of one call that failed before the one that is under way, each with how long was waited after it. */
export const attemptsBlock = (attempts: readonly AttemptView[]): HTMLElement =>
	element(
		'ol',
		{ className: 'attempts quiet', ariaLabel: l10n.t('Attempts') },
		...attempts.map(({ words, delayMs }) =>
			element('li', {}, l10n.t('{0}, then waited {1}', words, inSeconds(delayMs))),
		),
	);

/** Such as `0.4 s` or `30 s`. `ms` in milliseconds. */
const inSeconds = (ms: number): string => l10n.t('{0} s', (ms / 1000).toFixed(ms < 9_950 ? 1 : 0));
