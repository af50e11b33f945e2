/** The two functions that signing takes. */
export type Digest = {
	/** In hexadecimal digits. */
	sha256(text: string): Promise<string>;
	/** HMAC with SHA-256 (RFC 2104). */
	hmac(key: string | Uint8Array, text: string): Promise<Uint8Array>;
};

export type AwsCredentials = {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** Of a role: its keys are none without it. */
	readonly sessionToken?: string;
};

const algorithm = 'AWS4-HMAC-SHA256';

/**
 * A call of GetCallerIdentity, signed and not sent: Google sends it to AWS, and learns who signed
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html). Bound to one provider of Google's by a header that is signed too.
 */
export async function awsSubjectToken(
	digest: Digest,
	{ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
	{ region, url, audience, now }: { region: string; url: string; audience: string; now: number },
): Promise<string> {
	const asked = new URL(url.replace('{region}', region));
	const date = new Date(now).toISOString().replace(/[:-]|\.\d+/g, '');
	const signed: Readonly<Record<string, string>> = {
		host: asked.host,
		'x-amz-date': date,
		...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}),
		'x-goog-cloud-target-resource': audience,
	};
	const names = Object.keys(signed).toSorted();
	const canonical = [
		'POST',
		asked.pathname,
		asked.search.slice(1),
		...names.map((name) => `${name}:${signed[name]}`),
		'',
		names.join(';'),
		await digest.sha256(''),
	].join('\n');
	const scope = [date.slice(0, 8), region, 'sts', 'aws4_request'];
	const toSign = [algorithm, date, scope.join('/'), await digest.sha256(canonical)].join('\n');
	let key: string | Uint8Array = `AWS4${secretAccessKey}`;
	for (const part of [...scope, toSign]) {
		key = await digest.hmac(key, part);
	}
	const signature = [...(key as Uint8Array)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	const authorization = `${algorithm} Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
	const headers = Object.entries({ ...signed, authorization }).map(([name, value]) => ({ key: name, value }));
	return encodeURIComponent(JSON.stringify({ url: asked.href, method: 'POST', headers }));
}
