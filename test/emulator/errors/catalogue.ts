import { credentialErrors } from './credentialErrors.ts';
import { type Blanks, fill } from './fill.ts';
import { identityErrors } from './identityErrors.ts';
import { projectErrors } from './projectErrors.ts';
import { quotaErrors } from './quotaErrors.ts';
import { requestErrors } from './requestErrors.ts';
import { RpcError, type RpcStatus } from './rpcError.ts';
import { serverErrors } from './serverErrors.ts';

/** Every error Google can be made to answer with, by a name of our own. A new cause is a new row in one of the tables. */
export const catalogue = {
	...credentialErrors,
	...identityErrors,
	...projectErrors,
	...quotaErrors,
	...requestErrors,
	...serverErrors,
} satisfies Record<string, RpcStatus>;

export type ErrorName = keyof typeof catalogue;

export function isErrorName(name: unknown): name is ErrorName {
	return typeof name === 'string' && Object.hasOwn(catalogue, name);
}

/** The named error, filled in for the call at hand. */
export function namedError(name: ErrorName, blanks: Blanks): RpcError {
	return new RpcError(fill<RpcStatus>(catalogue[name], blanks));
}
