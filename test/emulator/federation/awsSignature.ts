import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request to AWS that was signed and not sent: whoever gets it can send it, and learns who signed. */
export type SignedRequest = {
	readonly method: string;
	readonly url: URL;
	/** In lower case. */
	readonly headers: ReadonlyMap<string, string>;
};

/** What the `authorization` header says (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). */
export type AwsAuthorization = {
	readonly accessKeyId: string;
	/** Date, region, service and `aws4_request`. */
	readonly scope: readonly [date: string, region: string, service: string, end: string];
	readonly signedHeaders: readonly string[];
	readonly signature: string;
};

const form =
	/^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/(aws4_request), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

export function readAuthorization(text: string): AwsAuthorization | undefined {
	const match = form.exec(text);
	if (match === null) {
		return undefined;
	}
	const [, accessKeyId = '', date = '', region = '', service = '', end = '', headers = '', signature = ''] = match;
	return { accessKeyId, scope: [date, region, service, end], signedHeaders: headers.split(';'), signature };
}

/** Signature Version 4 of a request without a body. */
export function isSignedWith(
	request: SignedRequest,
	authorization: AwsAuthorization,
	secretAccessKey: string,
): boolean {
	const { scope, signedHeaders, signature } = authorization;
	const stringToSign = [
		'AWS4-HMAC-SHA256',
		request.headers.get('x-amz-date') ?? '',
		scope.join('/'),
		sha256(canonicalRequest(request, signedHeaders)),
	].join('\n');
	const key = scope.reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
	return timingSafeEqual(hmac(key, stringToSign), Buffer.from(signature, 'hex'));
}

function canonicalRequest({ method, url, headers }: SignedRequest, signedHeaders: readonly string[]): string {
	const query = [...url.searchParams]
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
		.sort();
	return [
		method,
		url.pathname,
		query.join('&'),
		...signedHeaders.map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
		'',
		signedHeaders.join(';'),
		sha256(''),
	].join('\n');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
