import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isLocation, isProject, type Target, type TargetKind } from '../../core/gemini/target.ts';
import { hostOf, kindsFor, placeOf, targetAt } from '../../core/gemini/targets.ts';
import { kindInWords, targetInWords } from '../../core/gemini/targetWords.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { type Asked, askChoice, type Choice } from '../quickInput/ask.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import { runSteps, type Step } from '../quickInput/steps.ts';
import { setBaseUrl } from './editTraits.ts';
import { failureInWords, sayFailure } from './sayFailure.ts';

/** Those that most people take, the one with all models first; any other can be typed. */
const usualLocations: readonly string[] = [
	'global',
	'us',
	'eu',
	'us-central1',
	'us-east5',
	'us-west1',
	'europe-west1',
	'europe-west4',
	'asia-northeast1',
	'asia-southeast1',
];

/** Lets a person choose what of Google's the profile asks. What was known about the credential counts for the other no more. */
export async function setTarget(parts: Parts, profile: Profile, canGoBack = false): Promise<Asked<unknown>> {
	const frame = { title: l10n.t('Target of “{0}”', profile.name), canGoBack };
	const end = await runSteps(askKind(parts, profile, frame));
	return end === 'back' ? 'back' : 'left';
}

type Frame = { readonly title: string; readonly canGoBack: boolean };
const gateway = 'gateway';

function askKind(parts: Parts, profile: Profile, frame: Frame): Step {
	return async () => {
		const now = targetAt(profile);
		const choices: readonly Choice<TargetKind | typeof gateway>[] = [
			...kindsFor(profile.method === 'api-key' ? 'key' : 'token').map((kind) => ({
				label: kindInWords(kind),
				description: descriptionOf(kind, profile),
				value: kind,
			})),
			{
				label: l10n.t('Gateway in Front of Gemini'),
				description: profile.baseUrl ? plainText(profile.baseUrl) : l10n.t('at an address of your own'),
				value: gateway,
			},
		];
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('The credential is sent to the host of the target, and nowhere else.'),
			choices,
			active: choices.find(({ value }) => value === now.kind),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		const kind = asked.value;
		switch (kind) {
			case gateway:
				return (await setBaseUrl(parts, profile, true)) === 'back' ? { next: askKind(parts, profile, frame) } : 'end';
			case 'vertex':
				return { next: askLocation(parts, profile, { ...frame, canGoBack: true }) };
			default:
				await keep(parts, profile, { kind }).then((failure) => sayFailure(failure, profile));
				return 'end';
		}
	};
}

/** Where a target is, as far as that is known before it is chosen. */
function descriptionOf(kind: TargetKind, profile: Profile): string {
	const now = targetAt(profile);
	if (kind === 'vertex') {
		return now.kind === 'vertex' ? `${now.location}, ${now.project}` : l10n.t('in a project and a location');
	}
	return hostOf({ ...placeOf(profile), target: { kind } });
}

function askLocation(parts: Parts, profile: Profile, frame: Frame): Step {
	return async () => {
		const now = targetAt(profile);
		const known = now.kind === 'vertex' ? now.location : 'global';
		const other: Choice<string> = { label: l10n.t('Another Location…'), value: '' };
		const choices: readonly Choice<string>[] = [
			...[...new Set([...usualLocations, known])].map((location) => ({
				label: location,
				description: hostOf({ ...placeOf(profile), target: { kind: 'vertex', project: '', location } }),
				value: location,
			})),
			other,
		];
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('Where the models are asked. Some of them, the newest above all, are in “global” alone.'),
			choices,
			active: choices.find(({ value }) => value === known),
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return {
			next: asked.value === '' ? typeLocation(parts, profile, frame) : askProject(parts, profile, frame, asked.value),
		};
	};
}

function typeLocation(parts: Parts, profile: Profile, frame: Frame): Step {
	let location = '';
	return fieldStep(frame, {
		prompt: l10n.t('Location of Vertex AI, such as europe-west4.'),
		placeholder: 'europe-west4',
		value: '',
		accept: async (text) => {
			location = text;
			return isLocation(text)
				? undefined
				: l10n.t('This is no location: those are “global”, “us”, “eu” and regions such as europe-west4.');
		},
		next: () => askProject(parts, profile, frame, location)(),
	});
}

function askProject(parts: Parts, profile: Profile, frame: Frame, location: string): Step {
	return fieldStep(frame, {
		prompt: l10n.t('Id or number of the project in which Vertex AI is asked, and which pays for it.'),
		placeholder: 'my-project-1234',
		value: likelyProject(profile),
		accept: async (project) => {
			if (!isProject(project)) {
				return l10n.t('A project id has small letters, digits and hyphens; a number has digits alone.');
			}
			const failure = await keep(parts, profile, { kind: 'vertex', project, location });
			return failure && failureInWords(failure);
		},
		next: async () => 'end',
	});
}

function likelyProject(profile: Profile): string {
	const now = targetAt(profile);
	const own = profile.method === 'service-account' ? profile.projectId : '';
	return now.kind === 'vertex' ? now.project : profile.quotaProject || own || profile.lastCheck?.project || '';
}

/** Keeps the target and says where the profile asks now; what kept it from being kept, if anything did. */
async function keep({ store }: Parts, profile: Profile, target: Target) {
	const outcome = await store.edit(profile.id, { target: target.kind === 'developer' ? undefined : target });
	if (outcome.kind === 'failed') {
		return outcome.failure;
	}
	const said = targetInWords({ ...placeOf(profile), target });
	vscode.window.setStatusBarMessage(l10n.t('{0} asks {1}.', plainText(profile.name), plainText(said)), 5000);
	return undefined;
}
