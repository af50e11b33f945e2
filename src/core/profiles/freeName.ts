import { longestName, type Profile } from './profile.ts';

/** The name, cut where it is too long, and with a number behind it where another profile has it. */
export function freeName(wanted: string, others: readonly Profile[]): string {
	const taken = new Set(['', ...others.map(({ name }) => name)]);
	let name = withEnding(wanted, '');
	for (let number = 2; taken.has(name); number++) {
		name = withEnding(wanted, ` ${number}`);
	}
	return name;
}

/** No cut leaves half a character or a space at the end. */
const withEnding = (name: string, ending: string): string =>
	(
		name
			.slice(0, longestName - ending.length)
			.replace(/\p{Surrogate}$/u, '')
			.trimEnd() + ending
	).trimStart();
