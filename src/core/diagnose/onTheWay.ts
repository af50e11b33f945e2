import type { Cause } from '../errors/cause.ts';

const causes: readonly Cause[] = ['proxy', 'network-unreachable', 'network-timeout', 'network-tls', 'host-not-allowed'];

/** Whether a cause lies on the way to a server, and not with it. */
export const isOnTheWay = (cause: Cause): boolean => causes.includes(cause);
