import type { Fact } from '../../core/profiles/profileFacts.ts';

export const factInWords = ({ label, value, hint }: Fact): string => `${label}: ${value}${hint ? `. ${hint}` : ''}`;
