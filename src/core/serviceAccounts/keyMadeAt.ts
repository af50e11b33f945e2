import { isRecord } from '../errors/googleError.ts';
import { type Caller, contextOf, exchange, explain, wholeResponse } from '../http/exchange.ts';
import { isAccountEmail } from '../impersonation/accountEmail.ts';
import { lookUp } from '../lookUp.ts';
import { answered, failed, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { HttpRequest, HttpTransport } from '../ports.ts';
import { type CertificateLife, readCertificateLife } from './certificateLife.ts';

/**
 * What Google publishes about the age of a key; times in milliseconds since the epoch. `not-listed`: the account is there, and the key was
 * deleted or disabled. `endsAt`: of a key that an organization gives an end, or whose certificate somebody uploaded.
 */
export type KeyAge =
	| { readonly kind: 'known'; readonly madeAt: number; readonly endsAt?: number }
	| { readonly kind: 'not-listed' }
	| { readonly kind: 'account-unknown' };

const host = 'www.googleapis.com';

/**
 * Asks when a key of a service account was made: from then its certificate holds, which Google publishes for anybody to read, at the
 * address that a key file has as `client_x509_cert_url`. No credential goes along.
 */
export async function keyMadeAt(
	{ transport }: { readonly transport: HttpTransport },
	email: string,
	keyId: string,
	signal: AbortSignal,
): Promise<Outcome<KeyAge>> {
	if (!isAccountEmail(email)) {
		return answered({ kind: 'account-unknown' });
	}
	const caller: Caller = { transport, onlyTo: [host], signal };
	const url = `https://${host}/robot/v1/metadata/x509/${encodeURIComponent(email)}`;
	const request: HttpRequest = { method: 'GET', url, headers: { accept: 'application/json' } };
	const outcome = await exchange(caller, request, async (response) => {
		const whole = await wholeResponse(response, undefined);
		const age = ageIn(parseJson(whole.body), keyId);
		return age ? answered(age) : failed(await explain(whole, contextOf(caller, request), []));
	});
	return isUnknown(outcome) ? answered({ kind: 'account-unknown' }) : outcome;
}

/** Undefined where this is no list of certificates, or that of the key cannot be read. */
function ageIn(certificates: unknown, keyId: string): KeyAge | undefined {
	if (!isRecord(certificates) || !Object.values(certificates).every((each) => typeof each === 'string')) {
		return undefined;
	}
	const certificate = lookUp(certificates, keyId);
	if (certificate === undefined) {
		return { kind: 'not-listed' };
	}
	const life = readCertificateLife(String(certificate));
	return life && { kind: 'known', madeAt: life.notBefore, ...endOf(life) };
}

/** A certificate that never ends is given the last second of the year 9999 (RFC 5280, section 4.1.2.5). */
const endOf = ({ notAfter }: CertificateLife): { readonly endsAt?: number } =>
	new Date(notAfter).getUTCFullYear() < 9999 ? { endsAt: notAfter } : {};

/** Google's own word for it, newer or older: a page that somebody in between puts there says nothing about the account. */
function isUnknown(outcome: Outcome<KeyAge>): boolean {
	const { httpStatus, error } = outcome.kind === 'failed' ? outcome.failure : {};
	const isNotFound = error?.status === 'NOT_FOUND' || error?.errors?.some(({ reason }) => reason === 'notFound');
	return httpStatus === 404 && isNotFound === true;
}
