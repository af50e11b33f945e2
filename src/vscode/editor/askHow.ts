import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asksForTarget } from '../../core/editor/fillIn.ts';
import { type AnswerPlace, answerPlaces, type Template } from '../../core/editor/template.ts';
import type { Clock } from '../../core/ports.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { profileRow } from '../profiles/profileRow.ts';
import { type Asked, askChoice, askText, type Choice } from '../quickInput/ask.ts';
import { runSteps, type Step, type StepEnd } from '../quickInput/steps.ts';
import { lastChoices, lastFirst } from './lastChoices.ts';
import { type TemplateChoice, templatesFor } from './templatesFor.ts';
import { whyNotInto } from './whyNotInto.ts';

/** How a person wants a selection sent. `target`: what the template asks for, else empty. */
export type How = {
	readonly template: Template | undefined;
	readonly target: string;
	readonly place: AnswerPlace;
	readonly profile: Profile;
};

/** Profiles to choose from, at least one; `active` is what requests use by themselves. */
export type ProfileChoice = { readonly all: readonly Profile[]; readonly active: Profile | undefined };

/** Asks, step by step, for the template, where the answer goes, and which profile it is sent with. Undefined where the person leaves. */
export async function askHow(
	document: vscode.TextDocument,
	profiles: ProfileChoice,
	clock: Clock,
): Promise<How | undefined> {
	const questions = new Questions(document, profiles, clock, await whyNotInto(document));
	await runSteps(questions.template);
	return questions.how;
}

/** What has been chosen on the way to the last question. */
type SoFar = { readonly chosen: TemplateChoice; readonly target: string; readonly place: AnswerPlace };

class Questions {
	readonly #document: vscode.TextDocument;
	readonly #profiles: ProfileChoice;
	readonly #clock: Clock;
	readonly #whyNotInto: string | undefined;
	how: How | undefined;

	constructor(document: vscode.TextDocument, profiles: ProfileChoice, clock: Clock, whyNotInto: string | undefined) {
		this.#document = document;
		this.#profiles = profiles;
		this.#clock = clock;
		this.#whyNotInto = whyNotInto;
	}

	readonly template: Step = async () => {
		const templates = lastFirst(templatesFor(this.#document), ({ key }) => key === lastChoices.templateKey);
		const asked = await askChoice({
			title: title(),
			canGoBack: false,
			prompt: l10n.t('What should Gemini do with it?'),
			choices: templates.map((value) => ({
				label: value.label,
				iconPath: new vscode.ThemeIcon(value.icon),
				value,
			})),
		});
		return goOn(asked, (chosen) => ({
			next: chosen.template && asksForTarget(chosen.template) ? this.#target(chosen) : this.#place(chosen, ''),
		}));
	};

	#target(chosen: TemplateChoice): Step {
		return async () => {
			const asked = await askText({
				title: title(),
				canGoBack: true,
				prompt: l10n.t('Into which language?'),
				placeholder: l10n.t('Such as French'),
				value: lastChoices.target,
				password: false,
				accept: async (text) => (text.trim() === '' ? l10n.t('Type a language.') : undefined),
			});
			return goOn(asked, (target) => ({ next: this.#place(chosen, target.trim()) }));
		};
	}

	#place(chosen: TemplateChoice, target: string): Step {
		return async () => {
			const why = this.#whyNotInto;
			const proposed = lastChoices.places.get(chosen.key) ?? chosen.template?.result ?? 'panel';
			const places = answerPlaces.filter((place) => why === undefined || isOutside(place));
			const asked = await askChoice({
				title: title(),
				canGoBack: true,
				prompt: [l10n.t('Where should the answer go?'), ...(why === undefined ? [] : [why])].join(' '),
				choices: lastFirst(places, (place) => place === proposed).map((value) => ({ ...placeRows[value](), value })),
			});
			return goOn(asked, (place) => this.#profile({ chosen, target, place }));
		};
	}

	/** Where there is only one profile to send with, it is not asked for. */
	#profile(soFar: SoFar): StepEnd {
		const { all, active } = this.#profiles;
		if (!active) {
			return { next: this.#anyProfile(soFar) };
		}
		return all.length > 1 ? { next: this.#activeOrAnother(active, soFar) } : this.#end(soFar, active);
	}

	#activeOrAnother(active: Profile, soFar: SoFar): Step {
		return async () => {
			const another: Choice<Profile | undefined> = {
				label: l10n.t('Another Profile…'),
				iconPath: new vscode.ThemeIcon('list-unordered'),
				value: undefined,
			};
			const asked = await askChoice<Profile | undefined>({
				title: title(),
				canGoBack: true,
				prompt: whichProfile(),
				choices: [this.#row(active), another],
			});
			return goOn(asked, (profile) => (profile ? this.#end(soFar, profile) : { next: this.#anyProfile(soFar) }));
		};
	}

	#anyProfile(soFar: SoFar): Step {
		return async () => {
			const all = lastFirst(this.#profiles.all, ({ id }) => id === lastChoices.profileId);
			const asked = await askChoice({
				title: title(),
				canGoBack: true,
				prompt: whichProfile(),
				choices: all.map((profile) => this.#row(profile)),
			});
			return goOn(asked, (profile) => this.#end(soFar, profile));
		};
	}

	#row(profile: Profile): Choice<Profile> {
		const isActive = profile.id === this.#profiles.active?.id;
		return { ...profileRow(profile, this.#clock.now(), isActive), value: profile };
	}

	#end({ chosen, target, place }: SoFar, profile: Profile): 'end' {
		lastChoices.templateKey = chosen.key;
		lastChoices.places.set(chosen.key, place);
		lastChoices.profileId = profile.id;
		lastChoices.target = target === '' ? lastChoices.target : target;
		this.how = { template: chosen.template, target, place, profile };
		return 'end';
	}
}

function goOn<T>(asked: Asked<T>, next: (value: T) => StepEnd): StepEnd {
	return typeof asked === 'string' ? (asked === 'back' ? 'back' : 'end') : next(asked.value);
}

/** Places where nothing of the document is changed. */
const isOutside = (place: AnswerPlace): boolean => place === 'panel' || place === 'document';

// Functions, because translations are there only once the extension has been activated.
const title = () => l10n.t('Send Selection');
const whichProfile = () => l10n.t('Which profile should it be sent with?');

const placeRows: Readonly<Record<AnswerPlace, () => vscode.QuickPickItem>> = {
	panel: () => ({ label: l10n.t('Request Panel'), iconPath: new vscode.ThemeIcon('comment-discussion') }),
	below: () => ({ label: l10n.t('Insert Below'), iconPath: new vscode.ThemeIcon('insert') }),
	replace: () => ({
		label: l10n.t('Replace Selection'),
		description: l10n.t('shows the difference first'),
		iconPath: new vscode.ThemeIcon('replace'),
	}),
	document: () => ({ label: l10n.t('New Document'), iconPath: new vscode.ThemeIcon('new-file') }),
};
