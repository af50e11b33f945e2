import type { AnswerSink } from '../gemini/answerReading.ts';
import { countTokens } from '../gemini/calls.ts';
import type { Draft } from '../gemini/draft.ts';
import { defaultModel } from '../gemini/models.ts';
import { answered, type Outcome } from '../outcome.ts';
import { type AskPorts, askModel } from '../panel/askModel.ts';
import { PanelModels } from '../panel/panelModels.ts';
import type { SessionPorts } from '../panel/sessionPorts.ts';
import type { Profile } from '../profiles/profile.ts';

/** The whole text of an answer. A part of one that failed or was cancelled is never handed out. */
export async function askForText(
	ports: AskPorts,
	profile: Profile,
	draft: Draft,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	let text = '';
	const sink: AnswerSink = {
		text: (piece) => {
			text += piece;
		},
		usage: () => undefined,
	};
	const outcome = await askModel(ports, profile, { draft, signal, begin: (caller) => ({ caller, sink }) });
	return outcome.kind === 'answered' ? answered(text) : outcome;
}

/** The model that a panel would propose for the profile. */
export async function modelFor(
	ports: Pick<SessionPorts, 'callerFor' | 'isFreeToUse' | 'models'>,
	profile: Profile,
	signal: AbortSignal,
): Promise<string> {
	const models = new PanelModels(ports);
	const stop = () => models.dispose();
	signal.addEventListener('abort', stop, { once: true });
	const list = await models.listFor(profile);
	signal.removeEventListener('abort', stop);
	return defaultModel(list ?? []);
}

/** How many tokens Gemini counts in a draft; undefined where it cannot be asked, or does not say. */
export async function tokensOf(
	{ callerFor }: Pick<SessionPorts, 'callerFor'>,
	profile: Profile,
	draft: Draft,
	signal: AbortSignal,
): Promise<number | undefined> {
	const caller = await callerFor(profile, signal);
	const counted = caller.kind === 'answered' ? await countTokens(caller.value, draft) : caller;
	return counted.kind === 'answered' ? counted.value : undefined;
}
