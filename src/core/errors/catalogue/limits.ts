import * as l10n from '@vscode/l10n';
import { waitInWords } from '../waitInWords.ts';
import { sentences, type Wording } from './words.ts';

/** Causes that lie in a limit or in the server's health. */
export const limits = {
	'rate-limited': ({ quotas }, { retryDelayMs }) => ({
		title: l10n.t('Too many requests at the moment'),
		sentence: sentences(
			quotas.length > 0
				? l10n.t('A limit per minute was reached.')
				: l10n.t(
						'A limit was reached. Google does not say which: most count by the minute, and waiting a little helps; after a daily one it does not.',
					),
			retryDelayMs !== undefined && l10n.t('Google asks to wait {0}.', waitInWords(retryDelayMs)),
			quotas.length > 0 && retryDelayMs === undefined && l10n.t('Waiting a little helps.'),
		),
	}),
	'quota-exhausted': ({ model }, { retryDelayMs }) => ({
		title: l10n.t('Quota used up'),
		sentence: sentences(
			model
				? l10n.t(
						'A daily or longer quota for {0} is used up. Waiting a minute does not help; another model or plan does.',
						model,
					)
				: l10n.t('A daily or longer quota is used up. Waiting a minute does not help; another model or plan does.'),
			retryDelayMs !== undefined && retryDelayMs > 3_600_000
				? l10n.t('It starts anew in {0}.', waitInWords(retryDelayMs))
				: l10n.t('Daily quotas start anew at midnight Pacific time.'),
		),
	}),
	'quota-zero': ({ model }) => ({
		title: l10n.t('No quota for this model'),
		sentence: model
			? l10n.t(
					'The plan of this project gives {0} a quota of zero, so waiting never helps. Choose another model, or a paid plan.',
					model,
				)
			: l10n.t(
					'The plan of this project gives this model a quota of zero, so waiting never helps. Choose another model, or a paid plan.',
				),
	}),
	'server-busy': ({ message }, { httpStatus }) => ({
		title: l10n.t('Google is busy'),
		sentence: sentences(
			l10n.t('The model has no free capacity at the moment. Nothing is wrong with your key or request.'),
			httpStatus === 429 &&
				/resource exhausted|error-code-429/i.test(message) &&
				l10n.t('It is the capacity all share, most likely, and not your own quota.'),
		),
	}),
	'server-error': (_, { context, host }) =>
		context?.grantType
			? {
					title: l10n.t('Internal error at the authorization server'),
					sentence: l10n.t(
						'{0} failed to give a token. Nothing is wrong with your credential or prompt; try again later.',
						host ?? l10n.t('The server'),
					),
				}
			: {
					title: l10n.t('Internal error at Google'),
					sentence: l10n.t('Google failed to process the call. Try again; if it stays, make the prompt shorter.'),
				},
	'deadline-exceeded': () => ({
		title: l10n.t('Google gave up before it finished'),
		sentence: l10n.t('The call took longer than the server allows. Make the prompt shorter or choose a faster model.'),
	}),
} satisfies Record<string, Wording>;
