/**
 * Measures each of some rivals once a round, so that a noisy moment hits all alike. Each round begins with another and every second goes
 * backwards, so that none always bears what the same one left behind, such as garbage. The first round warms up and does not count.
 */
export async function inTurns<Name extends string>(
	rounds: number,
	rivals: Readonly<Record<Name, (round: number) => Promise<number>>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
	const names = Object.keys(rivals) as Name[];
	const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
	for (let round = 0; round <= rounds; round++) {
		const first = round % names.length;
		const turns = [...names.slice(first), ...names.slice(0, first)];
		for (const name of round % 2 === 0 ? turns : turns.reverse()) {
			const time = await rivals[name](round);
			if (round > 0) {
				times[name].push(time);
			}
		}
	}
	return times;
}
