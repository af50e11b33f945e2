/** What a part of an answer is drawn as. */
export type Drawn = readonly (Node | string)[];

export const textOf = (drawn: Drawn): string =>
	drawn.map((each) => (typeof each === 'string' ? each : each.textContent)).join('');
