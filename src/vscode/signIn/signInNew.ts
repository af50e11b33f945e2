import * as l10n from '@vscode/l10n';
import { isGoogle } from '../../core/oauth/isGoogle.ts';
import { addSignedIn } from '../../core/oauth/keepSignIn.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { longestName, type OAuthUserProfile } from '../../core/profiles/profile.ts';
import { redact } from '../../core/secrets/redact.ts';
import type { Parts } from '../parts.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { clientStep } from './clientSteps.ts';
import { finishSignIn, isToBeTriedAgain } from './finishSignIn.ts';
import { runSignIn } from './runSignIn.ts';
import { scopeStep } from './scopeSteps.ts';
import { serverStep } from './serverSteps.ts';
import type { SignInDraft } from './signInDraft.ts';

/** What another extension asks for, beside what Gemini takes. */
type Wanted = { readonly additional?: readonly string[] };

/** The palette flow that signs in with a new account or client, and makes a profile of it. */
export async function signInNew(parts: Parts, wanted: Wanted = {}): Promise<OAuthUserProfile | undefined> {
	let made: Promise<OAuthUserProfile | undefined> | undefined;
	await runSteps(
		signInSteps(parts, { canGoBack: false }, wanted, (signingIn) => {
			made = signingIn;
		}),
	);
	return made;
}

/** The steps of it. They end where the browser takes over; `onStart` gets what comes of that. */
export function signInSteps(
	parts: Parts,
	{ canGoBack }: { readonly canGoBack: boolean },
	{ additional = [] }: Wanted,
	onStart: (signingIn: Promise<OAuthUserProfile | undefined>) => void,
): Step {
	const draft: SignInDraft = {};
	const frame = { title: l10n.t('Sign In to Gemini'), canGoBack };
	const start: Step = async () => {
		onStart(signInWith(parts, draft));
		return 'end';
	};
	return serverStep(parts, frame, draft, clientStep(parts, frame, draft, scopeStep(frame, draft, additional, start)));
}

/** Signs in, again where the person wants, with what they have said already; undefined where nothing comes of it. */
async function signInWith(parts: Parts, draft: SignInDraft): Promise<OAuthUserProfile | undefined> {
	const { server, client, clientSecret = '', source, scopes = [], projectId, baseUrl } = draft;
	if (!server || !client) {
		return undefined;
	}
	for (;;) {
		const { outcome, redirectUri } = await runSignIn(parts, {
			server,
			client,
			...(source ? { source } : { clientSecret }),
			scopes,
		});
		if (outcome.kind === 'answered') {
			const profiles = await parts.store.list();
			const name = nameFor(outcome.value.account, [clientSecret]);
			const added = await addSignedIn(
				parts,
				{
					method: 'oauth-user',
					name: freeName(name, profiles.kind === 'answered' ? profiles.value : []),
					server,
					client,
					scopes,
					...(source ? { source } : {}),
					...(projectId ? { quotaProject: projectId } : {}),
					// Google's tokens go to Google, whatever was said before.
					...(baseUrl && !isGoogle(server) ? { baseUrl } : {}),
				},
				clientSecret,
				outcome.value,
			);
			if (added.kind === 'answered' && added.value.method === 'oauth-user') {
				return finishSignIn(parts, added.value, { isNew: true });
			}
			sayFailure(added.kind === 'failed' ? added.failure : undefined);
			return undefined;
		}
		if (!(await isToBeTriedAgain(outcome, { redirectUri, server }))) {
			return undefined;
		}
	}
}

/** What the server calls the account becomes a name, unless it echoes a secret. */
function nameFor(account: string | undefined, secrets: readonly string[]): string {
	const name = (account ?? '')
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}]/gu, '')
		.trim()
		.slice(0, longestName);
	return name === '' || redact(name, secrets) !== name ? l10n.t('Gemini sign-in') : name;
}
