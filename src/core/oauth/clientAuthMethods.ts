/** How a client proves to be itself at the token endpoint (RFC 6749, section 2.3; RFC 7523). `none`: it has no secret. */
export const clientAuthMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const;
export type ClientAuthMethod = (typeof clientAuthMethods)[number];
