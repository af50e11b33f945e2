/** What a step of a palette flow ends with: the next step, a step back, or the end of the flow. */
export type StepEnd = { readonly next: Step } | 'back' | 'end';
export type Step = () => Promise<StepEnd>;

/**
 * Walks through the steps of one flow, back and forth. A step that is come back to finds what it held in its own closure.
 * Answers `back` where the person went back from the first step.
 */
export async function runSteps(first: Step): Promise<'back' | 'end'> {
	const way: Step[] = [first];
	for (let step = way.at(-1); step; step = way.at(-1)) {
		const end = await step();
		if (end === 'end') {
			return 'end';
		}
		if (end === 'back') {
			way.pop();
		} else {
			way.push(end.next);
		}
	}
	return 'back';
}
