/** Thrown when another window keeps the lock for too long. */
export class LockBusy extends Error {
	override readonly name = 'LockBusy';
}
