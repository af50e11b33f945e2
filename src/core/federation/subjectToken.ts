import type { Machine } from '../adc/machine.ts';
import { isRecord, textOf } from '../errors/googleError.ts';
import { exchange, wholeResponse } from '../http/exchange.ts';
import { answered, type Outcome } from '../outcome.ts';
import { parseJson } from '../parseJson.ts';
import type { Clock, HttpTransport, Random } from '../ports.ts';
import type { SourcedSecrets } from '../secretSources/sourcedSecrets.ts';
import { type AwsCredentials, awsSubjectToken, type Digest } from './awsRequest.ts';
import type { Configuration } from './configuration.ts';
import { executableProof } from './executableProof.ts';
import { proofMissing } from './proofMissing.ts';
import type { SubjectSource, TokenFormat } from './subjectSource.ts';

export type SubjectPorts = {
	readonly transport: HttpTransport;
	readonly clock: Clock;
	readonly random: Random;
	readonly digest: Digest;
	readonly machine: Machine;
	/** For what a person has allowed to be run. */
	readonly secrets: () => Promise<Pick<SourcedSecrets, 'commands'>>;
};

/** `isAnew`: Google has refused what was kept of it. */
export type Asking = { readonly isAnew: boolean };

/** Fetches the token by which the other side says who this workload is; anew each time, for it lives for minutes. */
export function subjectToken(
	ports: SubjectPorts,
	configuration: Pick<Configuration, 'source' | 'audience' | 'subjectTokenType' | 'email'>,
	signal: AbortSignal,
	asking: Asking = { isAnew: false },
): Promise<Outcome<string>> {
	const { source, audience } = configuration;
	switch (source.kind) {
		case 'file':
			return ofFile(ports, source);
		case 'url':
			return source.url.startsWith('https:') ? ofNet(ports, source, signal) : ofMachine(ports, source, signal);
		case 'executable':
			return executableProof(ports, source, configuration, signal, asking);
		case 'aws':
			return ofAws(ports, source, audience, signal);
	}
}

type Of<K extends SubjectSource['kind']> = Extract<SubjectSource, { readonly kind: K }>;

async function ofFile({ machine }: SubjectPorts, { path, format }: Of<'file'>): Promise<Outcome<string>> {
	const read = await machine.readFile(path);
	return read.kind === 'read'
		? tokenIn(read.text, format, path)
		: proofMissing(`${path}: ${read.kind === 'missing' ? 'no such file' : read.reason}`);
}

async function ofNet(
	{ transport, clock, random }: SubjectPorts,
	{ url, headers, format }: Of<'url'>,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	const { host } = new URL(url);
	const caller = {
		transport,
		onlyTo: [host],
		signal,
		retry: { clock, random },
		secrets: Object.values(headers).filter((each) => each.length > 3),
		context: { credential: 'none' },
	} as const;
	const outcome = await exchange(caller, { method: 'GET', url, headers }, async (response) =>
		answered(await wholeResponse(response, clock)),
	);
	if (outcome.kind === 'answered') {
		return tokenIn(outcome.value.body, format, host);
	}
	// What a server of somebody's says is not Google's word about a credential.
	return outcome.kind === 'failed' && outcome.failure.httpStatus !== undefined
		? proofMissing(`HTTP ${outcome.failure.httpStatus}`, { host, httpStatus: outcome.failure.httpStatus })
		: outcome;
}

/** In milliseconds. */
const patience = 5_000;

async function ofMachine(
	ports: SubjectPorts,
	{ url, headers, format }: Of<'url'>,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	const answer = await askMachine(ports, url, headers, signal);
	return answer.kind === 'answered' ? tokenIn(answer.value, format, new URL(url).host) : answer;
}

async function askMachine(
	{ machine }: SubjectPorts,
	url: string,
	headers: Readonly<Record<string, string>>,
	signal: AbortSignal,
	method: 'GET' | 'PUT' = 'GET',
): Promise<Outcome<string>> {
	const answer = await machine.askLocally({ method, url, headers, timeout: patience, signal });
	const { host } = new URL(url);
	if (answer.kind === 'silent') {
		return proofMissing(answer.reason, { host });
	}
	return answer.status === 200
		? answered(answer.body)
		: proofMissing(`HTTP ${answer.status}`, { host, httpStatus: answer.status });
}

/** What a file or an answer is worth; of its text nothing is told. */
function tokenIn(text: string, format: TokenFormat, where: string): Outcome<string> {
	const json = format.type === 'json' ? parseJson(text) : undefined;
	const token = format.type === 'json' ? (isRecord(json) ? textOf(json[format.field]) : '') : text.trim();
	if (token !== '') {
		return answered(token);
	}
	return proofMissing(format.type === 'json' ? `no “${format.field}” in ${where}` : `${where}: empty`);
}

/** The region and keys stand in the environment, or the machine's metadata server tells them. */
async function ofAws(
	ports: SubjectPorts,
	source: Of<'aws'>,
	audience: string,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	const { digest, clock, machine } = ports;
	const { environment } = machine;
	const regionNamed = environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'];
	const keysNamed = keysIn(environment);
	const headers = regionNamed && keysNamed ? answered({}) : await sessionOf(ports, source, signal);
	if (headers.kind !== 'answered') {
		return headers;
	}
	const region = regionNamed ? answered(regionNamed) : await regionOf(ports, source, headers.value, signal);
	if (region.kind !== 'answered') {
		return region;
	}
	if (!/^[a-z\d-]{1,40}$/.test(region.value)) {
		return proofMissing('no region of AWS');
	}
	const keys = keysNamed ? answered(keysNamed) : await keysOf(ports, source, headers.value, signal);
	return keys.kind === 'answered'
		? answered(
				await awsSubjectToken(digest, keys.value, {
					region: region.value,
					url: source.verificationUrl,
					audience,
					now: clock.now(),
				}),
			)
		: keys;
}

function keysIn(environment: Machine['environment']): AwsCredentials | undefined {
	const [accessKeyId, secretAccessKey] = [environment['AWS_ACCESS_KEY_ID'], environment['AWS_SECRET_ACCESS_KEY']];
	const sessionToken = environment['AWS_SESSION_TOKEN'];
	return accessKeyId && secretAccessKey
		? { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
		: undefined;
}

type Headers = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html */
async function sessionOf(
	ports: SubjectPorts,
	{ sessionTokenUrl }: Of<'aws'>,
	signal: AbortSignal,
): Promise<Outcome<Headers>> {
	if (!sessionTokenUrl) {
		return answered({});
	}
	const asking = { 'x-aws-ec2-metadata-token-ttl-seconds': '300' };
	const token = await askMachine(ports, sessionTokenUrl, asking, signal, 'PUT');
	return token.kind === 'answered' ? answered({ 'x-aws-ec2-metadata-token': token.value.trim() }) : token;
}

async function regionOf(
	ports: SubjectPorts,
	{ regionUrl }: Of<'aws'>,
	headers: Headers,
	signal: AbortSignal,
): Promise<Outcome<string>> {
	if (!regionUrl) {
		return proofMissing('neither AWS_REGION nor region_url');
	}
	const zone = await askMachine(ports, regionUrl, headers, signal);
	// A zone is its region and a letter.
	return zone.kind === 'answered' ? answered(zone.value.trim().replace(/[a-z]$/, '')) : zone;
}

async function keysOf(
	ports: SubjectPorts,
	{ credentialsUrl }: Of<'aws'>,
	headers: Headers,
	signal: AbortSignal,
): Promise<Outcome<AwsCredentials>> {
	if (!credentialsUrl) {
		return proofMissing('neither AWS_ACCESS_KEY_ID nor url');
	}
	const role = await askMachine(ports, credentialsUrl, headers, signal);
	if (role.kind !== 'answered') {
		return role;
	}
	const name = encodeURIComponent(role.value.trim());
	const told = await askMachine(ports, `${credentialsUrl.replace(/\/$/, '')}/${name}`, headers, signal);
	if (told.kind !== 'answered') {
		return told;
	}
	const json = parseJson(told.value);
	const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'Token'].map((each) =>
		isRecord(json) ? textOf(json[each]) : '',
	);
	return accessKeyId && secretAccessKey
		? answered({ accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) })
		: proofMissing('no keys in what the metadata server of AWS says');
}
