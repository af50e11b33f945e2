import type { Failure } from '../errors/failure.ts';
import type { IndexFault } from './profileIndex.ts';
import { storageFailure } from './storageFailure.ts';

const faults: readonly IndexFault[] = ['newer', 'damaged'];
const evidenceOf = (fault: IndexFault): string => `index ${fault}`;

/** The failure of whatever would need the index. */
export const indexFailure = (fault: IndexFault): Failure => storageFailure(evidenceOf(fault));

/** What is the matter with the index, where that is why something failed. */
export const indexFaultOf = (failure: Failure | undefined): IndexFault | undefined =>
	failure?.cause === 'storage-failed' ? faults.find((fault) => failure.evidence === evidenceOf(fault)) : undefined;
