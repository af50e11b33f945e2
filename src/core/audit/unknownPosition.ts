/** Thrown when a position is not one of this log: it was cut, or begun anew. Whoever counted on it begins anew as well. */
export class UnknownPosition extends Error {
	override readonly name = 'UnknownPosition';

	constructor(position: string) {
		super(`The audit log has no place ${JSON.stringify(position)}.`);
	}
}
