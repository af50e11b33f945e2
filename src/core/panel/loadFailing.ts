/** What failures take is loaded with the first of them. */
export const failing = () => import('./failing.ts');
