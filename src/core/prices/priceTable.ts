import { isRecord } from '../errors/googleError.ts';
import { modelId } from '../modelId.ts';
import { type PriceRow, readPriceRow } from './priceRow.ts';
import shipped from './prices.json' with { type: 'json' };

/**
 * Standard prices of the Gemini Developer API (https://ai.google.dev/gemini-api/docs/pricing), as published copies of that page have them. A
 * model whose sources contradict each other has no row, and neither has an alias: its price is that of the model that answered.
 */
export type PriceTable = {
	/** When the table was gone through last. */
	readonly asOf: string;
	/** By id without `models/`, of one model in the order in which they hold. */
	readonly models: ReadonlyMap<string, readonly PriceRow[]>;
};

/** More rows than there are models; a setting with more than that is read so far. */
const mostOwn = 500;

/** The table as it ships, with a person's own prices in place of its rows. `ignored`: models whose own price is none. */
export function priceTable(own?: unknown): { readonly table: PriceTable; readonly ignored: readonly string[] } {
	const models = new Map(Object.entries(shipped.models).map(([name, rows]) => [name, rowsIn(rows)]));
	const ignored: string[] = [];
	for (const [name, value] of Object.entries(isRecord(own) ? own : {}).slice(0, mostOwn)) {
		const row = readPriceRow(value);
		if (row) {
			const { source: _, ...unsourced } = row;
			models.set(modelId(name), [unsourced]);
		} else {
			ignored.push(name);
		}
	}
	return { table: { asOf: shipped.asOf, models }, ignored };
}

const rowsIn = (rows: readonly unknown[]): readonly PriceRow[] => rows.flatMap((row) => readPriceRow(row) ?? []);
