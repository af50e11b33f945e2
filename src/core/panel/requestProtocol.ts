/**
 * What the request panel's page and the extension say to each other. Both sides parse what they get. The page speaks
 * first (`ready`); each `send` is followed by exactly one `finished`. What the page says is parsed in readFromPage.ts.
 */

import type { RemedyId } from '../errors/remedies/remedy.ts';
import type { ModelFacts } from '../gemini/abilities.ts';
import type { AnswerExtra } from '../gemini/answerExtra.ts';
import type { Attachment } from '../gemini/draft.ts';
import type { ProfileColor } from '../profiles/profile.ts';
import type { DraftFields } from './draftFields.ts';
import type { FailureView } from './failureView.ts';
import type { Turn } from './turn.ts';
import type { TurnDetails } from './turnDetails.ts';
import type { UsageView } from './usageView.ts';

/** Whose credential goes where, and why it is this one. All of it is text. */
export type ProfileView = {
	readonly name: string;
	/** Method in words, such as `API key (auth key by its prefix)`. */
	readonly method: string;
	/** Host the credential is sent to. */
	readonly target: string;
	/** The project behind it, in words; says so where it is not known. */
	readonly project: string;
	/** State in words, such as `valid, checked 5 minutes ago`. */
	readonly state: string;
	/** Name of a codicon for the state. */
	readonly icon: string;
	readonly color?: ProfileColor;
	readonly isProtected: boolean;
	/** Why this profile is used; a sentence. */
	readonly reason: string;
};

/** The whole panel at one moment. */
export type RequestPanelState = {
	/** Absent where there is no profile to send with. */
	readonly profile?: ProfileView;
	/** What a person should know before they send; each a sentence. */
	readonly notes: readonly string[];
	/** What the profile has used; absent while unknown. */
	readonly used?: UsageView;
	/** Requests go to an emulator on this machine. */
	readonly isEmulated: boolean;
	/** Why the profiles could not be read. */
	readonly problem?: FailureView;
	/** Ids to choose from; empty while unknown. */
	readonly models: readonly string[];
	/** What the list says of them. */
	readonly modelFacts: readonly ModelFacts[];
	/** Used where the person names no model. */
	readonly proposedModel: string;
	/** Fields that the extension fills in: the page takes each `version` once, and leaves what is typed after that. */
	readonly draft?: { readonly version: string; readonly fields: DraftFields };
	/** What the turn went on from, the oldest first. */
	readonly earlier: readonly Turn[];
	/** Tokens are counted while a person types, without being asked. */
	readonly countsTokens: boolean;
	/** What came of the last count that a page asked for, by its number. */
	readonly tokenCount?: TokenCount;
	readonly turn?: Turn;
};

/** How many tokens the fields have, in words; or why that is not known. */
export type TokenCount = { readonly count: number; readonly words: string; readonly isFault: boolean };

/** What happens in the session of a panel. */
export type FromSession =
	| { readonly type: 'state'; readonly state: RequestPanelState }
	| { readonly type: 'text'; readonly turn: number; readonly text: string }
	/** A piece of the summary of thoughts. */
	| { readonly type: 'thought'; readonly turn: number; readonly text: string }
	/** A piece of a further answer, by its number from 1. */
	| { readonly type: 'other'; readonly turn: number; readonly candidate: number; readonly text: string }
	/** What has come beside text since the last of these. */
	| { readonly type: 'extras'; readonly turn: number; readonly extras: readonly AnswerExtra[] }
	/** What `details` asked for; without details where they are not kept any more. */
	| { readonly type: 'details'; readonly turn: number; readonly details?: TurnDetails }
	| { readonly type: 'finished'; readonly turn: number; readonly state: RequestPanelState };

export type ToPage =
	| FromSession
	/** Asks for `copyAs`. */
	| { readonly type: 'copyAs' }
	/** Files that a person chose for the prompt, and why others were not taken, each a sentence. */
	| { readonly type: 'attach'; readonly attachments: readonly Attachment[]; readonly refused: readonly string[] };

export type FromPage =
	| { readonly type: 'ready' }
	| { readonly type: 'send'; readonly fields: DraftFields }
	/** Something was typed since the last `send`. */
	| { readonly type: 'edited' }
	| { readonly type: 'stop' }
	| { readonly type: 'chooseProfile' }
	/** A person wants to ask something else with the profile. */
	| { readonly type: 'chooseTarget' }
	/** A person looks at what was sent and what came back, of the latest turn. */
	| { readonly type: 'details' }
	/** A person wants to take the request that the fields describe into a program. */
	| { readonly type: 'copyAs'; readonly fields: DraftFields }
	/** A person wants to have the fields filled from the request on the clipboard. */
	| { readonly type: 'paste' }
	/** A person wants to choose files for the prompt. */
	| { readonly type: 'addFiles' }
	/** A person wants to know how many tokens the fields have. `count`: number of this question, from 1. */
	| { readonly type: 'count'; readonly count: number; readonly fields: DraftFields }
	/** A remedy of the failure that is shown was pressed. */
	| { readonly type: 'cure'; readonly remedy: RemedyId }
	/** A person wants to read about the cause of the failure that is shown. */
	| { readonly type: 'explain' };

/**
 * Parses a message to the page as far as its type: who sends it is the extension itself, through VS Code, and the
 * types above hold on both sides.
 */
export function readToPage(message: unknown): ToPage | undefined {
	const { type } = (message ?? {}) as Record<string, unknown>;
	return toPageTypes.includes(String(type)) ? (message as ToPage) : undefined;
}

const toPageTypes: readonly string[] = [
	'state',
	'text',
	'thought',
	'other',
	'extras',
	'details',
	'finished',
	'copyAs',
	'attach',
] satisfies ToPage['type'][];
