import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { missingScopes } from '../../core/oauth/scopes.ts';
import type { OAuthUserProfile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';

type Changes = vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>;
type Session = vscode.AuthenticationSession;

/** Whoever asks for a session is not held up for longer by one whose server is slow, in milliseconds. */
const longestWait = 20_000;

/**
 * Sign-ins as sessions of VS Code's Accounts menu and of other extensions, each of which VS Code asks the person about. A session
 * carries the scopes that were granted, and answers to whoever asks for some of them.
 */
export class LatchkeyAuthentication implements vscode.AuthenticationProvider {
	readonly #parts: Parts;
	readonly #changed: Changes;
	/** Sessions as they were last told of, by id, without their tokens. */
	#told: ReadonlyMap<string, Session> | undefined;

	constructor(parts: Parts, changed: Changes) {
		this.#parts = parts;
		this.#changed = changed;
		void this.#tellChanges();
		parts.store.onDidChange(() => void this.#tellChanges());
	}

	get onDidChangeSessions() {
		return this.#changed.event;
	}

	/** Without scopes VS Code itself lists the accounts, for which no token is fetched. */
	async getSessions(
		scopes: readonly string[] | undefined,
		{ account }: vscode.AuthenticationProviderSessionOptions,
	): Promise<Session[]> {
		const fitting = (await this.#signedIn()).filter(
			(profile) =>
				(!account || account.id === profile.id || account.label === accountOf(profile)) &&
				missingScopes(scopes ?? [], profile.signIn?.scopes ?? []).length === 0,
		);
		if (scopes === undefined) {
			return fitting.map((profile) => sessionOf(profile, ''));
		}
		// VS Code asks whether an extension may have a session, not whether a protected profile may be used.
		const free = fitting.filter(({ isProtected }) => !isProtected);
		const sessions = await Promise.all(free.map((profile) => this.#liveSession(profile)));
		return sessions.filter((session) => session !== undefined);
	}

	/** A sign-in for these scopes: again with the account asked for, which adds scopes to what it has, or a new one. */
	async createSession(
		scopes: readonly string[],
		{ account }: vscode.AuthenticationProviderSessionOptions,
	): Promise<Session> {
		// One that has these scopes and no token at the moment, as without a network, need not be made a second time.
		const covering = (await this.#signedIn()).find(
			({ id, isProtected, signIn }) =>
				!isProtected && (!account || id === account.id) && missingScopes(scopes, signIn?.scopes ?? []).length === 0,
		);
		const live = covering && (await this.#liveSession(covering));
		if (live) {
			return live;
		}
		if (covering && !account) {
			throw new Error(l10n.t('“{0}” is signed in, and its server gives no token at the moment.', covering.name));
		}
		const known = account && (await this.#userProfiles()).find(({ id }) => id === account.id);
		// VS Code lists accounts in each window, and most windows sign nobody in.
		const profile = known
			? await (await import('./signInAgain.ts')).signInAgain(this.#parts, known, { additional: scopes })
			: await (await import('./signInNew.ts')).signInNew(this.#parts, { additional: scopes });
		const session = profile && (await this.#liveSession(profile));
		if (!session) {
			throw new Error(l10n.t('Nobody was signed in.'));
		}
		return session;
	}

	async removeSession(id: string): Promise<void> {
		const profile = (await this.#signedIn()).find((each) => each.id === id);
		if (profile) {
			const { endSession } = await import('./signOut.ts');
			await endSession(this.#parts, profile);
		}
	}

	/** Undefined where there is no token to be had, as without a network: the session is there, and nothing to hand out. */
	async #liveSession(profile: OAuthUserProfile): Promise<Session | undefined> {
		const { tokens } = await this.#parts.signIn();
		const limit = new AbortController();
		const timer = this.#parts.clock.after(longestWait, () => limit.abort());
		const token = await tokens.get(profile, limit.signal);
		timer.dispose();
		this.#parts.audit.record({
			type: 'credential-handed-out',
			consumer: 'vscode',
			result: token.kind === 'failed' ? token.failure.cause : token.kind,
			profileId: profile.id,
			profileName: profile.name,
		});
		return token.kind === 'answered' ? sessionOf(profile, token.value.accessToken) : undefined;
	}

	async #userProfiles(): Promise<readonly OAuthUserProfile[]> {
		const profiles = await this.#parts.store.list();
		return profiles.kind === 'answered' ? profiles.value.filter((each) => each.method === 'oauth-user') : [];
	}

	async #signedIn(): Promise<readonly OAuthUserProfile[]> {
		return (await this.#userProfiles()).filter(({ signIn }) => signIn && !signIn.ended);
	}

	async #tellChanges(): Promise<void> {
		const before = this.#told;
		const now = new Map((await this.#signedIn()).map((each) => [each.id, sessionOf(each, '')]));
		this.#told = now;
		if (!before) {
			return;
		}
		const added = [...now.values()].filter(({ id }) => !before.has(id));
		const removed = [...before.values()].filter(({ id }) => !now.has(id));
		const changed = [...now.values()].filter((each) => {
			const old = before.get(each.id);
			return old && (old.account.label !== each.account.label || old.scopes.join(' ') !== each.scopes.join(' '));
		});
		if (added.length + removed.length + changed.length > 0) {
			this.#changed.fire({ added, removed, changed });
		}
	}
}

/** The profile's name stands beside the account where they differ: one account may have several. */
function accountOf({ name, signIn }: OAuthUserProfile): string {
	const account = signIn?.account;
	return !account || account === name ? name : `${account} (${name})`;
}

const sessionOf = (profile: OAuthUserProfile, accessToken: string): Session => ({
	id: profile.id,
	accessToken,
	account: { id: profile.id, label: accountOf(profile) },
	scopes: profile.signIn?.scopes ?? [],
});
