import type { TransportFault, TransportFaultKind } from '../transportFault.ts';
import type { Cause } from './cause.ts';
import type { Failure } from './failure.ts';

const causeOfFault: Readonly<Record<Exclude<TransportFaultKind, 'cancelled'>, Cause>> = {
	unreachable: 'network-unreachable',
	timeout: 'network-timeout',
	tls: 'network-tls',
	'proxy-refused': 'proxy',
	redirected: 'proxy',
	'host-not-allowed': 'host-not-allowed',
};

/** Explains a connection that failed. `partial`: some of the answer had already arrived. */
export function failureOfFault(fault: TransportFault, partial: boolean): Failure {
	if (fault.kind === 'cancelled') {
		throw new TypeError('Cancelling is no failure.');
	}
	const cutOff = partial && fault.kind === 'unreachable';
	return {
		cause: cutOff ? 'answer-incomplete' : causeOfFault[fault.kind],
		host: fault.host,
		...(fault.code ? { evidence: fault.code } : {}),
	};
}
