import * as l10n from '@vscode/l10n';
import { type Configuration, hostToConfirm } from '../../core/federation/configuration.ts';
import { writeOAuthSecret } from '../../core/oauth/oauthSecret.ts';
import { freeName } from '../../core/profiles/freeName.ts';
import { refusalOfName } from '../../core/profiles/names.ts';
import type { Profile, WorkloadIdentityProfile } from '../../core/profiles/profile.ts';
import { programOf } from '../../core/secretSources/commandLine.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { checkAdded } from '../profiles/checkAdded.ts';
import { failureInWords, sayFailure } from '../profiles/sayFailure.ts';
import { askText } from '../quickInput/ask.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { configurationStep, type EnteredConfiguration } from './configurationSteps.ts';

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/** The palette flow for a workload's identity elsewhere. */
export const workloadIdentitySteps = (parts: Parts): Step =>
	configurationStep(parts, { title: title(), canGoBack: true }, (entered) => nameStep(parts, entered));

const title = () => l10n.t('Add Workload Identity');

const nameStep =
	(parts: Parts, { configuration, text }: EnteredConfiguration): Step =>
	async () => {
		const profiles = await parts.store.list();
		const others = profiles.kind === 'answered' ? profiles.value : [];
		const facts = factsOf(configuration);
		const asked = await askText({
			title: title(),
			canGoBack: true,
			prompt: facts.email
				? l10n.t('Acts as {0}. Give the profile a name.', plainText(facts.email))
				: l10n.t('Give the profile a name.'),
			value: freeName(facts.email?.split('@')[0] ?? configuration.audience.split('/').at(-1) ?? '', others),
			password: false,
			accept: async (typed) => {
				const name = typed.trim();
				const refusal = refusalOfName(name, others, []);
				if (refusal) {
					return refusal;
				}
				const added = await parts.store.add(
					{ method: 'workload-identity', name, ...facts, scopes: [cloudPlatform] },
					writeOAuthSecret({ configuration: text }),
				);
				if (added.kind !== 'answered') {
					return added.kind === 'failed' ? failureInWords(added.failure) : undefined;
				}
				void checkAdded(parts, added.value);
				return undefined;
			},
		});
		return asked === 'back' ? 'back' : 'end';
	};

/** What of a configuration is kept with the profile, to be shown; the rest may hold a secret. */
function factsOf(
	configuration: Configuration,
): Pick<WorkloadIdentityProfile, 'audience' | 'proofFrom' | 'host' | 'email'> {
	const { audience, source, email } = configuration;
	const host = hostToConfirm(configuration);
	return {
		audience,
		proofFrom: placeOf(source),
		...(host === undefined ? {} : { host }),
		...(email === undefined ? {} : { email }),
	};
}

function placeOf(source: Configuration['source']): string {
	switch (source.kind) {
		case 'file':
			return source.path;
		case 'url':
			// What stands behind the host may be a secret.
			return new URL(source.url).origin;
		case 'executable':
			return programOf(source.command);
		case 'aws':
			return 'AWS';
	}
}

/** Gives a profile another configuration. */
export async function replaceConfiguration(parts: Parts, profile: WorkloadIdentityProfile): Promise<void> {
	const frame = { title: l10n.t('Another Configuration for “{0}”', profile.name), canGoBack: false };
	await runSteps(
		configurationStep(parts, frame, ({ configuration, text }) => async () => {
			const renewed = (now: Profile): Profile => {
				const { lastCheck: _, host: __, email: ___, ...rest } = now as WorkloadIdentityProfile;
				return { ...rest, ...factsOf(configuration) };
			};
			const secret = writeOAuthSecret({ configuration: text });
			const kept = await parts.store.replaceSecret(profile.id, secret, renewed);
			if (kept.kind === 'answered') {
				await checkAdded(parts, kept.value);
			} else {
				sayFailure(kept.kind === 'failed' ? kept.failure : undefined, profile);
			}
			return 'end';
		}),
	);
}
