/** A whole number in groups of three digits, such as `1,048,576`, as Google's pages have it. */
export const grouped = (number: number): string => number.toLocaleString('en-US');
