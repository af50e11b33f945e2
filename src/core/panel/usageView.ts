/** What a profile has used, line by line, and what a person should know of that before they send. All of it is text. */
export type UsageView = { readonly lines: readonly string[]; readonly notes: readonly string[] };
