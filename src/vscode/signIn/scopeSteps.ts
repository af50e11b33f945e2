import * as l10n from '@vscode/l10n';
import { isGoogle } from '../../core/oauth/isGoogle.ts';
import { knownScopes } from '../../core/oauth/knownScopes.ts';
import { impossibleScope, readScopes, shortScope } from '../../core/oauth/scopes.ts';
import { plainText } from '../plainText.ts';
import { askChoices, askText, type Choice } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import type { Frame, SignInDraft } from './signInDraft.ts';

/** Asks what the sign-in is to allow: of Google's scopes by a list with explanations, of others by typing. */
export const scopeStep =
	(frame: Frame, draft: SignInDraft, additional: readonly string[], then: Step): Step =>
	async () => {
		if (!draft.server || !isGoogle(draft.server)) {
			return typedScopesStep(frame, draft, draft.scopes ?? ['openid', 'offline_access', ...additional], then)();
		}
		const known = knownScopes();
		const wanted = draft.scopes ?? [...known.filter((each) => each.isUsual).map(({ scope }) => scope), ...additional];
		const others = wanted.filter((scope) => known.every((each) => each.scope !== scope));
		const more: Choice<string> = {
			label: l10n.t('Others, to be typed'),
			detail: l10n.t('Asked for in the next step.'),
			value: '',
		};
		const choices: readonly Choice<string>[] = [
			...known.map(({ scope, label, explanation }) => ({ label, detail: explanation, value: scope })),
			...others.map((scope) => ({ label: plainText(shortScope(scope)), detail: plainText(scope), value: scope })),
			more,
		];
		const asked = await askChoices({
			...frame,
			canGoBack: true,
			prompt: l10n.t('What may be done with this sign-in? Google asks you about each.'),
			choices,
			chosen: choices.filter(({ value }) => wanted.includes(value)),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		draft.scopes = asked.value.filter(Boolean);
		const isTyped = asked.value.includes('') || draft.scopes.length === 0;
		return { next: isTyped ? typedScopesStep(frame, draft, draft.scopes, then) : then };
	};

/** Asks for scopes by their names. */
const typedScopesStep =
	({ title }: Frame, draft: SignInDraft, value: readonly string[], then: Step): Step =>
	async () => {
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t('Scopes, separated by spaces. A server that knows “offline_access” gives a refresh token for it.'),
			value: value.join(' '),
			password: false,
			accept: async (text) => {
				const impossible = impossibleScope(readScopes(text));
				return impossible === undefined ? undefined : l10n.t('“{0}” cannot be a scope.', plainText(impossible));
			},
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		draft.scopes = readScopes(asked.value);
		return { next: then };
	};
