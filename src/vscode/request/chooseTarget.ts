import type { Parts } from '../parts.ts';
import { setTarget } from '../profiles/setTarget.ts';

/** Lets a person choose what the active profile asks; nothing where there is none. */
export async function chooseTarget(parts: Parts): Promise<void> {
	const active = await parts.active.resolve();
	const profile = active.kind === 'answered' ? active.value.profile : undefined;
	if (profile) {
		await setTarget(parts, profile);
	}
}
