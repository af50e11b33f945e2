import type * as vscode from 'vscode';
import type { Usage } from '../../core/gemini/answer.ts';
import { CallQueue } from '../../core/http/callQueue.ts';
import type { UsageView } from '../../core/panel/usageView.ts';
import type { Clock, DocumentStore, Lock } from '../../core/ports.ts';
import { type Cost, costOf, type PricedUsage, pricedUsage } from '../../core/prices/costOf.ts';
import { costInWords, ignoredPricesInWords } from '../../core/prices/costWords.ts';
import { priceTable } from '../../core/prices/priceTable.ts';
import type { Profile } from '../../core/profiles/profile.ts';
import { spendLimitsInWords } from '../../core/spend/spendWords.ts';
import { freeTierNote } from '../../core/usage/freeTier.ts';
import type { Count } from '../../core/usage/usageBook.ts';
import { UsageMeter } from '../../core/usage/usageMeter.ts';
import type { UsageNow } from '../../core/usage/usageNow.ts';
import { usageInWords } from '../../core/usage/usageWords.ts';
import type { UsedCall } from '../../core/usage/usedCall.ts';
import { GlobalDocument } from '../adapters/globalDocument.ts';
import type { StoragePlatform } from '../adapters/storagePlatform.ts';
import { callsAtOnce, ownPrices, spendLimits } from './usageSettings.ts';

/** How long what other windows spend may be unknown here, in milliseconds. */
const recent = 60_000;

/** What calls of this window are counted, priced and put in line with. */
export class UsageParts {
	readonly meter: UsageMeter;
	/** One for the window. */
	readonly queue = new CallQueue(callsAtOnce);
	readonly #clock: Clock;
	/** By the profile's id, as it was looked at last. */
	readonly #seen = new Map<string, UsageNow>();

	constructor(ports: { readonly document: DocumentStore; readonly lock: Lock; readonly clock: Clock }) {
		this.meter = new UsageMeter(ports);
		this.#clock = ports.clock;
	}

	/** What a call costs by today's prices, with the person's own; undefined where that is not known. */
	costOf(model: string, usage: PricedUsage): Cost | undefined {
		return costOf({ model, usage, at: this.#clock.now() }, priceTable(ownPrices()).table);
	}

	/** What a call costs, in words; undefined where that is not known. */
	costWords(model: string, usage: Usage): string | undefined {
		const cost = this.costOf(model, pricedUsage(usage));
		return cost && costInWords(cost);
	}

	/** Counts a call that is over, with what it costs. Never rejects. */
	async record(call: Omit<UsedCall, 'usd'>): Promise<void> {
		const usd = call.usage && this.costOf(call.model, call.usage)?.usd;
		this.#seen.delete(call.profileId);
		await this.meter.record({ ...call, ...(usd === undefined ? {} : { usd }) });
	}

	/** What a profile has used, spent and may spend, and what a person should know of that before they send. */
	async view(profile: Profile): Promise<UsageView> {
		const usage = await this.#look(profile);
		const limits = usage.day.usd > 0 ? [spendLimitsInWords(spendLimits(profile.name))] : [];
		return {
			lines: [...usageInWords(usage), ...limits],
			notes: [freeTierNote(usage), ignoredPricesInWords(priceTable(ownPrices()).ignored)].filter(
				(note) => note !== undefined,
			),
		};
	}

	/** What a profile has spent today, as it was a short while ago: who sends is not to wait for a file. */
	async today(profile: Profile): Promise<Count> {
		const seen = this.#seen.get(profile.id);
		const isRecent = seen && Math.abs(this.#clock.now() - seen.now) < recent;
		return (isRecent ? seen : await this.#look(profile)).day;
	}

	async #look({ id }: Profile): Promise<UsageNow> {
		const usage = await this.meter.of(id);
		this.#seen.set(id, usage);
		return usage;
	}
}

/** One for all windows that share the storage. */
export const usageParts = (storage: vscode.Uri, { lockFor, replaceFile }: StoragePlatform, clock: Clock): UsageParts =>
	new UsageParts({
		document: new GlobalDocument(storage, 'usage.json', replaceFile),
		lock: lockFor(storage, 'usage', 5_000),
		clock,
	});
