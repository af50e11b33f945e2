/** What a step of a palette flow ends with: the next step, a step back, or the end of the flow. */
export type StepEnd = { readonly next: Step } | 'back' | 'end';
export type Step = () => Promise<StepEnd>;

/** Walks through the steps of one flow, back and forth. A step that is come back to finds what it held in its own closure. */
export async function runSteps(first: Step): Promise<void> {
	const way: Step[] = [first];
	for (;;) {
		const step = way.at(-1);
		const end = step ? await step() : 'end';
		if (end === 'end') {
			return;
		}
		if (end === 'back') {
			way.pop();
		} else {
			way.push(end.next);
		}
	}
}
