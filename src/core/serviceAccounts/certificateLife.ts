import { type DerElement, elementIn, elementsIn } from './derElement.ts';

/** From when to when a certificate says that it holds; in milliseconds since the epoch. */
export type CertificateLife = { readonly notBefore: number; readonly notAfter: number };

/** A certificate of an RSA key of 4096 bits has some two thousand; in UTF-16 units. */
const longestCertificate = 16 * 1024;

const [integer, bitString, utcTime, generalizedTime, sequence, version] = [0x02, 0x03, 0x17, 0x18, 0x30, 0xa0];

/**
 * Reads the validity of one certificate in PEM (RFC 5280, section 4.1; RFC 7468), and of the rest no more than its frame. Whether
 * anybody signed it is not looked at.
 */
export function readCertificateLife(pem: string): CertificateLife | undefined {
	const bytes = bytesOf(pem);
	const validity = bytes && validityIn(bytes);
	const [notBefore, notAfter] = validity ? timesIn(bytes, validity) : [];
	return notBefore === undefined || notAfter === undefined ? undefined : { notBefore, notAfter };
}

function bytesOf(pem: string): Uint8Array | undefined {
	if (pem.length > longestCertificate) {
		return undefined;
	}
	const [, body = ''] =
		/^\s*-----BEGIN CERTIFICATE-----\s([A-Za-z\d+/=\s]+)-----END CERTIFICATE-----\s*$/.exec(pem) ?? [];
	const base64 = body.replace(/\s+/g, '');
	return /^[A-Za-z\d+/]+={0,2}$/.test(base64) && base64.length % 4 === 0
		? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
		: undefined;
}

/** Certificate: what is signed, by what, the signature. What is signed: version, if it is not the first, number, algorithm, issuer, validity. */
function validityIn(bytes: Uint8Array): DerElement | undefined {
	const whole = elementIn(bytes, { from: 0, to: bytes.length });
	const parts = whole?.tag === sequence && whole.to === bytes.length ? elementsIn(bytes, whole, 4) : undefined;
	const [signed] = parts ?? [];
	if (!signed || !areTagged(parts, sequence, sequence, bitString)) {
		return undefined;
	}
	const fields = elementsIn(bytes, signed, 5) ?? [];
	const named = fields[0]?.tag === version ? fields.slice(1) : fields.slice(0, 4);
	return areTagged(named, integer, sequence, sequence, sequence) ? named[3] : undefined;
}

const areTagged = (elements: readonly DerElement[] | undefined, ...tags: readonly number[]): boolean =>
	elements?.length === tags.length && tags.every((tag, place) => elements[place]?.tag === tag);

function timesIn(bytes: Uint8Array, validity: DerElement): readonly (number | undefined)[] {
	const times = elementsIn(bytes, validity, 3) ?? [];
	return times.length === 2 ? times.map((time) => timeOf(bytes, time)) : [];
}

/** A UTCTime has two digits for the year, which are those of 1950 to 2049; either kind has seconds, and `Z` behind them (RFC 5280, 4.1.2.5). */
function timeOf(bytes: Uint8Array, { tag, from, to }: DerElement): number | undefined {
	const text = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 16)));
	const digits = tag === utcTime ? `${text < '50' ? '20' : '19'}${text}` : tag === generalizedTime ? text : '';
	const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits) ?? [];
	const [year, month, day, hours, minutes, seconds] = parts;
	const iso = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}.000Z`;
	const time = Date.parse(iso);
	// A day that its month does not have is taken for one of the next.
	return !Number.isNaN(time) && new Date(time).toISOString() === iso ? time : undefined;
}
