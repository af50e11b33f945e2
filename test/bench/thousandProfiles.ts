import type { Profile } from '../../src/core/profiles/profile.ts';
import { writeProfileIndex } from '../../src/core/profiles/profileIndex.ts';
import { buildExtension } from '../bed/buildExtension.ts';
import { profilesInNode } from './profilesInNode.ts';
import { profilesInWorkbench } from './profilesInWorkbench.ts';

const states = ['valid', 'rejected', 'offline', 'unverified'] as const;
const colors = ['red', 'green', 'blue'] as const;

const ofKey = { method: 'api-key', keyKind: 'auth' } as const;
const ofMachine = (index: number) =>
	({
		method: 'service-account',
		email: `robot-${index}@my-project-1234.iam.gserviceaccount.com`,
		keyId: crypto.randomUUID().replaceAll('-', ''),
		projectId: 'my-project-1234',
		scopes: ['https://www.googleapis.com/auth/cloud-platform'],
		signing: 'exchange',
	}) as const;

/** A thousand profiles as years of use would leave them: half of them machines’, of all states, some protected, some colored. */
const profiles = Array.from({ length: 1000 }, (_, index): Profile => {
	const color = colors[index % 7];
	return {
		id: crypto.randomUUID(),
		secretVersion: crypto.randomUUID(),
		name: `Profile ${index + 1}`,
		...(index % 2 === 0 ? ofKey : ofMachine(index)),
		createdAt: Date.now(),
		lastCheck: { at: Date.now(), state: states[index % states.length] ?? 'valid' },
		...(index % 10 === 0 && { isProtected: true }),
		...(color && { color }),
	};
});

/** The stored index with all of them, and in each revision another name of the first. */
const indexAt = (revision: number): string =>
	writeProfileIndex({
		revision,
		profiles: profiles.map((each, index) =>
			index === 0 ? { ...each, name: `${each.name} revision ${revision}` } : each,
		),
		leftovers: [],
		...(profiles[999] && { defaultId: profiles[999].id }),
	});

/** What a thousand profiles cost: by themselves in Node, and in the real VS Code beside lists that do nothing else. */
export async function thousandProfiles(): Promise<void> {
	console.log('\nA thousand profiles, in plain Node');
	await profilesInNode(indexAt);
	await buildExtension();
	console.log('\nA thousand profiles in the real VS Code (from the key, or the write, to the frame that shows it)');
	await profilesInWorkbench(indexAt);
}
