export const googleIssuer = 'https://accounts.google.com';

/** Apart from what is known of Google's endpoints: this is loaded with every window. */
export const isGoogle = ({ issuer }: { readonly issuer: string }): boolean => issuer === googleIssuer;
