/** The address of a service account (https://cloud.google.com/iam/docs/service-account-types). */
export const isAccountEmail = (text: string): boolean =>
	/^[\w.-]{1,100}@[\w.-]{1,150}\.gserviceaccount\.com$/.test(text);

/** The accounts in a typed list, in order: separated by commas, white space or arrows. */
export const readChain = (text: string): readonly string[] => text.split(/[\s,;>→]+/).filter(Boolean);
