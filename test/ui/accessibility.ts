import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe finds wrong in a page, a line each: the rule and the elements that break it. */
export async function accessibilityFaults(frame: Frame): Promise<string[]> {
	await frame.evaluate(axe.source);
	return frame.evaluate(async () => {
		// @ts-expect-error axe put itself there.
		const { violations } = await globalThis.axe.run(document);
		return violations.map(
			(one: { id: string; help: string; nodes: { html: string }[] }) =>
				`${one.id}: ${one.help}: ${one.nodes.map(({ html }) => html).join(' ')}`,
		);
	});
}
