import type * as vscode from 'vscode';
import type { FileAuditLog } from '../core/audit/file/fileAuditLog.ts';
import type { DiagnosePorts } from '../core/diagnose/diagnosePorts.ts';
import type { Failure } from '../core/errors/failure.ts';
import type { Remedy } from '../core/errors/remedies/remedy.ts';
import type { ModelLists } from '../core/gemini/modelLists.ts';
import type { AuditTrail, Clock, HttpTransport, Random } from '../core/ports.ts';
import type { ActiveProfile } from '../core/profiles/activeProfile.ts';
import type { DeletedProfiles } from '../core/profiles/deletedProfiles.ts';
import type { ProfileStore } from '../core/profiles/profileStore.ts';
import type { SourcedSecrets } from '../core/secretSources/sourcedSecrets.ts';
import type { RequestHistory } from './history/requestHistory.ts';
import type { UseConfirmation } from './profiles/useConfirmation.ts';
import type { RequestPanels } from './request/requestPanels.ts';
import type { SignInParts } from './signIn/signInParts.ts';
import type { UsageParts } from './usage/usageParts.ts';

/** A call that failed; `profileId` absent where there was no profile to make it with. */
export type FailedCall = { readonly failure: Failure; readonly profileId?: string };

/** What the composition root hands to whatever a command loads. */
export type Parts = {
	readonly extensionUri: vscode.Uri;
	/** The folder that all windows of this machine share. */
	readonly globalStorageUri: vscode.Uri;
	readonly store: ProfileStore;
	readonly active: ActiveProfile;
	/** Loaded with the first deletion. */
	readonly deleted: () => Promise<DeletedProfiles>;
	/** One for the whole window: what a person agreed to in one place holds in the others. Loaded when first wanted. */
	readonly confirmation: () => Promise<UseConfirmation>;
	/** What signing in and tokens take. Loaded when first wanted. */
	readonly signIn: () => Promise<SignInParts>;
	/** What fetches secrets that lie elsewhere. Loaded when first wanted. */
	readonly secrets: () => Promise<SourcedSecrets>;
	/** What calls are counted and priced with, and wait in line by. Loaded when first wanted. */
	readonly usage: () => Promise<UsageParts>;
	/** The request panels of this window. Loaded when first wanted. */
	readonly panels: () => Promise<RequestPanels>;
	/** Does what a person chose against a failure, on the very profile that failed. Loaded when first wanted. */
	readonly cure: (remedy: Remedy, failed: FailedCall) => Promise<void>;
	/** The requests of this workspace. Loaded when the first has ended, or they are asked for. */
	readonly history: () => Promise<RequestHistory>;
	readonly models: ModelLists;
	readonly transport: HttpTransport;
	readonly audit: AuditTrail;
	/** The audit log; undefined in the browser, which has no files to keep it in. Loaded with the first event, or when it is asked for. */
	readonly auditLog: () => Promise<FileAuditLog | undefined>;
	readonly clock: Clock;
	readonly random: Random;
	/** Names of environment variables with a key that other Gemini tools would take. */
	readonly environmentKeys: readonly string[];
	/** Addresses of a host name, see DiagnosePorts. */
	readonly lookUpHost?: DiagnosePorts['lookUpHost'];
};
