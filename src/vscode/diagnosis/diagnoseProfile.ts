import type { Profile } from '../../core/profiles/profile.ts';
import type { Parts } from '../parts.ts';

export async function diagnoseProfile(_: Parts, __: Profile): Promise<void> {}
