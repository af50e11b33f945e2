import { badRequest } from '../errors/details.ts';
import { invalidArgument, RpcError } from '../errors/rpcError.ts';
import { parseJsonBody } from '../gemini/parseJsonBody.ts';
import { isObject, type JsonObject } from '../json.ts';
import { cloudPlatform, isMachineScope } from '../oauth/scopes.ts';

/** What `generateAccessToken` is asked for (google/iam/credentials/v1/common.proto, GenerateAccessTokenRequest). */
export type TokenRequest = {
	/** Names of accounts, as `readAccountName` takes them. */
	readonly delegates: readonly string[];
	readonly scopes: readonly string[];
	readonly lifetimeSeconds: number;
};

const anHour = 3600;

export function readTokenRequest(bytes: Buffer): TokenRequest {
	const body = parseJsonBody(bytes);
	if (!isObject(body)) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	refuseUnknown(body);
	return {
		delegates: texts(body['delegates']),
		scopes: readScopeField(body['scope']),
		lifetimeSeconds: readLifetime(body['lifetime']),
	};
}

/** The hyphen is no project but stands for “wherever it is”; a project in its place is refused. */
export function readAccountName(name: string): string {
	const email = /^projects\/-\/serviceAccounts\/([^/]+)$/.exec(name)?.[1];
	if (email === undefined) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	return email;
}

function refuseUnknown(body: JsonObject): void {
	const unknown = Object.keys(body).find((name) => !['delegates', 'scope', 'lifetime'].includes(name));
	if (unknown !== undefined) {
		const description = `Invalid JSON payload received. Unknown name "${unknown}": Cannot find field.`;
		throw new RpcError({
			code: 400,
			message: description,
			status: 'INVALID_ARGUMENT',
			details: [badRequest([{ description }])],
		});
	}
}

function texts(value: unknown): readonly string[] {
	const list = value ?? [];
	if (!Array.isArray(list) || !list.every((each) => typeof each === 'string')) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	return list;
}

/** An empty text counts as cloud-platform; no scope at all is refused. */
function readScopeField(value: unknown): readonly string[] {
	const scopes = texts(value).map((scope) => (scope === '' ? cloudPlatform : scope));
	if (scopes.length === 0 || !scopes.every(isMachineScope)) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	return scopes;
}

/** A duration of protobuf in JSON. */
function readLifetime(value: unknown): number {
	if (value === undefined || value === null) {
		return anHour;
	}
	const seconds = Number(typeof value === 'string' ? /^(-?\d+(?:\.\d{1,9})?)s$/.exec(value)?.[1] : undefined);
	if (Number.isNaN(seconds)) {
		throw invalidArgument('Request contains an invalid argument.');
	}
	if (seconds <= 0) {
		throw invalidArgument('Lifetime of access token must be larger then zero.');
	}
	if (seconds > anHour) {
		throw invalidArgument(
			'Access tokens can not have lifetimes of more than 1 hour. Use the Org Policy Constraint ' +
				'constraints/iam.allowServiceAccountCredentialLifetimeExtension to allow up to 12 hours.',
		);
	}
	return seconds;
}
