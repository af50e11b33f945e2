import { placeKey } from '../gemini/targets.ts';
import { type Profile, vaultKey } from './profile.ts';

/** Under which the models of a profile are remembered: another secret may have others, and so may another place. */
export const listKey = (profile: Profile): string => `${vaultKey(profile)} ${placeKey(profile)}`;
