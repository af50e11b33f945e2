import { parseJson } from '../parseJson.ts';
import type { Cell } from '../ports.ts';
import type { CommandConsent, CommandQuestion } from './sourcePorts.ts';

/** As many as anybody has; the oldest goes first, and is then asked about again. */
const most = 200;

/**
 * Asks a person about each command once and remembers a yes on this machine, by a fingerprint: an argument may tell more than
 * is to be written down. A no is not remembered.
 */
export class RememberedConsent implements CommandConsent {
	readonly #cell: Cell;
	readonly #fingerprint: (text: string) => Promise<string>;
	readonly #ask: CommandConsent['given'];

	constructor(cell: Cell, fingerprint: (text: string) => Promise<string>, ask: CommandConsent['given']) {
		this.#cell = cell;
		this.#fingerprint = fingerprint;
		this.#ask = ask;
	}

	async given(question: CommandQuestion): Promise<boolean> {
		const { command, purpose, folder = null, environment = {} } = question;
		// As JSON each argument can be told from the next.
		const variables = Object.entries(environment).toSorted(([one], [other]) => (one < other ? -1 : 1));
		const print = await this.#fingerprint(JSON.stringify([command, folder, purpose, variables]));
		if (this.#allowed().includes(print)) {
			return true;
		}
		if (!(await this.#ask(question))) {
			return false;
		}
		// Read anew: another command may have been allowed meanwhile.
		await this.#cell.set(JSON.stringify([...this.#allowed(), print].slice(-most)));
		return true;
	}

	#allowed(): readonly unknown[] {
		const stored = parseJson(this.#cell.get() ?? '');
		return Array.isArray(stored) ? stored : [];
	}
}
