import * as l10n from '@vscode/l10n';
import { wordsOf } from '../../errors/catalogue/catalogue.ts';
import type { Failure } from '../../errors/failure.ts';
import { scopePrefix, shortScope } from '../../oauth/scopes.ts';
import type { Profile } from '../../profiles/profile.ts';
import { isGoogleToken } from '../googleToken.ts';
import { isOnTheWay } from '../onTheWay.ts';
import { isProven } from '../proof.ts';
import { type Run, type Step, silentServer } from '../run.ts';
import { failedBy, passed, type StepResult, skipped } from '../steps.ts';
import { untold } from '../stepWords.ts';
import { tokenNow } from '../tokenNow.ts';

const tokenInfoHost = 'oauth2.googleapis.com';

/** Whether the token was given for what Gemini wants, by Google's word about the token. */
export const scopesStep: Step = {
	take: async (run, signal) => {
		const { profile, ports } = run;
		const reason = whyUnknown(profile);
		if (reason !== undefined) {
			return landed(run) ?? skipped(reason);
		}
		const token = await tokenNow(run, signal);
		if (!token) {
			return landed(run) ?? skipped(l10n.t('There is no token to ask about.'));
		}
		const info = await (await ports.protocol()).tokenInfo(token.accessToken, signal);
		if (info.kind === 'answered') {
			return judge(run, info.value.scopes);
		}
		const refusal = landed(run);
		if (refusal || info.kind === 'cancelled') {
			return refusal ?? skipped('');
		}
		if (isOnTheWay(info.failure.cause)) {
			return failedBy(info.failure);
		}
		return isProven(run, 'scopes')
			? passed(l10n.t('Gemini takes them.'))
			: skipped(l10n.t('Google tells no scopes of this token: {0}.', wordsOf(info.failure).title));
	},
	overdue: (run) => landed(run) ?? failedBy(silentServer(tokenInfoHost)),
};

/** Why nobody can be asked what the token may do. */
function whyUnknown(profile: Profile): string | undefined {
	if (profile.method === 'api-key') {
		return l10n.t('A key has no scopes.');
	}
	if (!isGoogleToken(profile)) {
		return l10n.t('The token is not of Google’s, or for a gateway, so Google is not asked about it.');
	}
	return profile.method === 'service-account' && profile.signing === 'self-signed'
		? l10n.t('The account signs its tokens itself, and Google tells nothing about those.')
		: undefined;
}

const landed = ({ found: { landing } }: Run, ...lines: readonly string[]): StepResult | undefined =>
	landing?.step === 'scopes' ? failedBy(landing.failure, ...lines) : undefined;

function judge(run: Run, scopes: readonly string[]): StepResult {
	const { profile, found } = run;
	const line = l10n.t('Granted: {0}', scopes.slice(0, mostScopes).map(shortScope).join(', ') || '–');
	const refused = landed(run, line);
	if (refused) {
		return refused;
	}
	// Google publishes no whole list of what Gemini takes, so that what Gemini says counts for more.
	if (scopes.some((scope) => isEnough(scope, profile)) || isProven(run, 'scopes')) {
		return passed(line);
	}
	if (found.landing) {
		return untold(found.landing.step);
	}
	const failure: Failure = {
		cause: 'scope-insufficient',
		host: tokenInfoHost,
		evidence: 'tokeninfo: neither cloud-platform nor a scope of generative-language',
		context: { credential: profile.method === 'oauth-user' ? 'oauth-user' : 'access-token' },
	};
	return failedBy(failure, line);
}

const mostScopes = 12;

/** https://ai.google.dev/gemini-api/docs/oauth; Vertex AI takes the one for all of Google Cloud alone. */
const isEnough = (scope: string, { target }: Profile): boolean =>
	scope === `${scopePrefix}cloud-platform` ||
	(target?.kind !== 'vertex' &&
		(scope === `${scopePrefix}generative-language` || scope.startsWith(`${scopePrefix}generative-language.`)));
