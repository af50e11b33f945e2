/** A number of things with its thousands told apart, such as `1,500`. */
export const countInWords = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 0 });
