import { and, type Rule, says } from './rule.ts';
import { hostOf, type Signs } from './signs.ts';

/** Whether the call was for a secret that lies elsewhere. */
export function isSource({ context }: Signs): boolean {
	return (
		/(?:^|\.)secretmanager\.|vault/.test(hostOf(context)) || /:8200\b|\/v1\/[\w-]+\/data\//.test(context.url ?? '')
	);
}

/** What a program on this machine says, which no server answered. */
const here = (pattern: RegExp) =>
	and(({ httpStatus, body }) => httpStatus === undefined && body.error?.code === undefined, says(pattern));

/** Vault's own form of error (https://developer.hashicorp.com/vault/api-docs#error-response), and files that are not there or not sound. */
export const onThisMachine: readonly Rule[] = [
	[
		'answer-incomplete',
		here(/incomplete json segment|stream (?:ended|closed) (?:without|before)[^\n]{0,60}(?:finish|complete|end)/i),
	],
	['host-not-allowed', here(/universe domain[^\n]{0,80}does not match/i)],
	['consent-refused', here(/did not consent/i)],
	['storage-failed', here(/\bE(?:NOSPC|DQUOT|ROFS|ACCES|PERM)\b/)],
	['source-failed', here(/environment variable \S{1,120} is not (?:set|defined)/i)],
	[
		'host-not-allowed',
		here(
			/not in the (?:list|set) of allowed hosts|is not an allowed host|host [^\n]{0,120}is not (?:on|in) the allow-?list/i,
		),
	],
	['consent-refused', here(/workspace is not trusted|executables need to be explicitly allowed|refused to run/i)],
	[
		'storage-failed',
		here(/secret (?:store|storage|service)|\bkeyring\b|\bkeychain\b|org\.freedesktop\.secret|libsecret/i),
	],
	[
		'sign-in-rejected',
		here(
			/unexpected "(?:state|iss|nonce)"|state not equal|mismatching_state|\bstate (?:parameter )?(?:mismatch|does not match)|invalid state parameter/i,
		),
	],
	[
		'credential-file-invalid',
		here(
			/(?:not (?:a )?valid|invalid|malformed|unexpected|could not parse|failed to parse|unable to parse|missing)[^\n]{0,80}(?:service account|credentials? file|key file|keyfile|client[_ ]secrets?|credential[s_]|PEM|private[_ ]key|client_email|json key)|(?:service account|credentials? file|key file|private key|json file|incoming json object)[^\n]{0,120}(?:not in the expected format|is not valid|invalid|malformed|does not contain|missing|unsupported)|(?:file|json)[^\n]{0,80}does not have a valid type|GOOGLE_APPLICATION_CREDENTIALS[^\n]{0,80}(?:invalid character|unexpected)|no start line|DECODER routines|asn1|ERR_OSSL/i,
		),
	],
	[
		'adc-not-found',
		here(
			/could not load the default credentials|default credentials were not found|could not automatically determine credentials|could not find default credentials|unable to detect a project id|DefaultCredentialsError/i,
		),
	],
	[
		'source-failed',
		says(/vault is sealed|secret (?:version )?[^\n]{0,120}(?:not found|destroyed|disabled)|"errors":\s*\[/i),
	],
	['source-failed', (signs) => isSource(signs) && (signs.httpStatus ?? 500) >= 400],
];
