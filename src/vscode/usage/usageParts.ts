import type * as vscode from 'vscode';
import { CallQueue } from '../../core/http/callQueue.ts';
import type { Clock, DocumentStore, Lock } from '../../core/ports.ts';
import { type Cost, costOf, type PricedUsage } from '../../core/prices/costOf.ts';
import { ignoredPricesInWords } from '../../core/prices/costWords.ts';
import { priceTable } from '../../core/prices/priceTable.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { spendLimitsInWords } from '../../core/spend/spendWords.ts';
import { freeTierNote } from '../../core/usage/freeTier.ts';
import { UsageMeter } from '../../core/usage/usageMeter.ts';
import { usageInWords } from '../../core/usage/usageWords.ts';
import type { UsedCall } from '../../core/usage/usedCall.ts';
import { GlobalDocument } from '../adapters/globalDocument.ts';
import { callsAtOnce, ownPrices, spendLimits } from './usageSettings.ts';

/** What calls of this window are counted, priced and put in line with. */
export class UsageParts {
	readonly meter: UsageMeter;
	/** One for the window. */
	readonly queue = new CallQueue(callsAtOnce);
	readonly #clock: Clock;

	constructor(ports: { readonly document: DocumentStore; readonly lock: Lock; readonly clock: Clock }) {
		this.meter = new UsageMeter(ports);
		this.#clock = ports.clock;
	}

	/** What a call costs by today's prices, with the person's own; undefined where that is not known. */
	costOf(model: string, usage: PricedUsage): Cost | undefined {
		return costOf({ model, usage, at: this.#clock.now() }, priceTable(ownPrices()).table);
	}

	/** Counts a call that is over, with what it costs. Never rejects. */
	async record(call: Omit<UsedCall, 'usd'>): Promise<void> {
		const usd = call.usage && this.costOf(call.model, call.usage)?.usd;
		await this.meter.record({ ...call, ...(usd === undefined ? {} : { usd }) });
	}

	/** What a profile has used, spent and may spend, line by line; empty where that is nothing. */
	async inWords({ id, name }: Profile): Promise<readonly string[]> {
		const usage = await this.meter.of(id);
		const limits = usage.day.usd > 0 ? [spendLimitsInWords(spendLimits(name))] : [];
		return [...usageInWords(usage), ...limits, freeTierNote(usage)].filter((line) => line !== undefined);
	}

	/** What a person should know before sending with a profile; each a sentence. */
	async notes({ id }: Profile): Promise<readonly string[]> {
		const free = freeTierNote(await this.meter.of(id));
		return [free, ignoredPricesInWords(priceTable(ownPrices()).ignored)].filter((note) => note !== undefined);
	}
}

/** What differs between the extension hosts, see Platform. */
type StoragePlatform = {
	readonly lockFor: (storage: vscode.Uri, name: string, patience: number) => Lock;
	readonly replaceFile?: (draft: vscode.Uri, file: vscode.Uri) => Promise<void>;
};

/** One for all windows that share the storage. */
export const usageParts = (storage: vscode.Uri, { lockFor, replaceFile }: StoragePlatform, clock: Clock): UsageParts =>
	new UsageParts({
		document: new GlobalDocument(storage, 'usage.json', replaceFile),
		lock: lockFor(storage, 'usage', 5_000),
		clock,
	});
