import { answered, failed, type Outcome } from '../outcome.ts';
import { indexFailure } from './indexFault.ts';
import type { IndexKeeper } from './indexKeeper.ts';
import { type ProfileIndex, readProfileIndex } from './profileIndex.ts';
import { storageFailure } from './storageFailure.ts';

/** The text as it is where it is damaged; undefined where it can be read, or was never written. */
export async function damagedIndex({ document }: IndexKeeper): Promise<Outcome<string | undefined>> {
	try {
		const text = await document.read();
		const index = readProfileIndex(text);
		return index === 'newer' ? failed(indexFailure('newer')) : answered(index === 'damaged' ? text : undefined);
	} catch (error) {
		return failed(storageFailure('index read', error));
	}
}

/**
 * Puts the damaged text aside and `mend(text)` in its place. Mending takes its time and is done before the lock is
 * asked for. Does nothing where the text can be read after all, as when another window was quicker.
 */
export async function repairIndex(
	keeper: IndexKeeper,
	mend: (damaged: string) => Promise<Outcome<ProfileIndex>>,
): Promise<Outcome<string | undefined>> {
	const damaged = await damagedIndex(keeper);
	if (damaged.kind !== 'answered' || damaged.value === undefined) {
		return damaged;
	}
	const mended = await mend(damaged.value);
	if (mended.kind !== 'answered') {
		return mended;
	}
	return keeper.locked(async (isHeld) => {
		const now = await damagedIndex(keeper);
		if (now.kind !== 'answered' || now.value === undefined) {
			return now;
		}
		if (now.value !== damaged.value) {
			return failed(storageFailure('index changed while it was repaired'));
		}
		const aside = await keeper.document.keepAside();
		const written = await keeper.write(mended.value, mended.value.revision, isHeld);
		return written.kind === 'answered' ? answered(aside) : written;
	});
}
