/** How long a step may take, in milliseconds. */
export const usualLimit = 20_000;
