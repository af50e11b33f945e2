import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';

/** Whether there is another profile to switch to; said of a list that cannot be read, too. */
export async function hasOthers({ store }: Pick<Parts, 'store'>, profile: Profile | undefined): Promise<boolean> {
	const all = await store.list();
	return all.kind !== 'answered' || all.value.some(({ id }) => id !== profile?.id);
}
