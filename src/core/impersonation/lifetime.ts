/** How long a token of an impersonation may live, in seconds. Google gives no longer one where no policy says so. */
export const shortestLifetime = 600;
export const longestLifetime = 3600;
