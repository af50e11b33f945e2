import { isSource } from './onThisMachine.ts';
import { and, hasCode, mintingPermission, not, type Rule, says } from './rule.ts';
import { isKey, type Signs } from './signs.ts';

/** What is a limit by its status stays one, whatever words it uses. */
const isLimit = ({ code, status }: Signs): boolean => code === 429 || status === 'RESOURCE_EXHAUSTED';

/**
 * Sentences that mean one thing whatever status they come with: many of Google's refusals carry no reason, and relays change the status.
 * In the order in which they decide.
 */
export const unmistakable: readonly Rule[] = [
	[
		'prompt-blocked',
		says(
			/blocked: ?prompt|\bprompt (?:was|is|has been) blocked|block_?reason|BlockedPromptException|BlockedReason|promptFeedback|input (?:was|is) blocked/i,
		),
	],
	[
		'answer-blocked',
		says(
			/\b(?:response|answer|candidate|output) (?:was|is|has been) blocked|finish_?reason\W{1,6}(?:SAFETY|RECITATION|PROHIBITED_CONTENT|BLOCKLIST|SPII)/i,
		),
	],
	['answer-malformed', says(/\bMALFORMED_FUNCTION_CALL\b|\bUNEXPECTED_TOOL_CALL\b|malformed function call/i)],
	[
		'api-key-leaked',
		says(/reported as leaked|(?:key|credential)s? (?:was|has been|is|were) (?:leaked|compromised|exposed)/i),
	],
	['api-key-expired', says(/api[ _-]?key (?:has )?expired|expired api[ _-]?key|renew the api key/i)],
	[
		'credits-depleted',
		says(
			/\bpre-?pa(?:id|yment) credits?\b|credits? (?:are|is|have been) (?:depleted|exhausted)|insufficient credits|credit balance is too low/i,
		),
	],
	[
		'credentials-conflict',
		says(
			/multiple authentication credentials|more than one (?:authentication )?credential|only one (?:form of )?(?:authentication|credential)/i,
		),
	],
	[
		'credentials-missing',
		says(
			/unregistered callers|missing (?:a )?(?:required )?authentication credential|missing (?:(?:the|an|a valid) )?api key|no api[ -]?key (?:was )?(?:provided|found|supplied|set)|api key (?:is )?(?:missing|required|not (?:provided|set|configured))|you didn.t provide an api key|must provide an api key|anonymous caller/i,
		),
	],
	[
		'api-key-not-accepted',
		says(
			/api keys? (?:are|is) not (?:supported|allowed|accepted)|(?:unrestricted|standard) (?:api )?keys? (?:are|is|have been|will be) (?:no longer|not|rejected|deprecated|blocked)|ephemeral tokens are only supported/i,
		),
	],
	[
		'api-key-referrer-blocked',
		says(
			/requests from (?:this )?refer+er|refer+er <?[^ ]{0,80}>? (?:are|is) (?:blocked|not allowed)|HTTP referr?er restriction/i,
		),
	],
	[
		'api-key-ip-blocked',
		says(
			/IP address restriction|originating IP address|\bIP (?:address )?[^\n]{0,60}(?:violates this restriction|is not (?:allowed|authorized))/i,
		),
	],
	['api-key-app-blocked', says(/(?:Android|iOS) client application|(?:Android|iOS) (?:app|bundle)[^\n]{0,60}blocked/i)],
	['api-key-service-blocked', says(/requests to this API [^\n]{0,300}are blocked/i)],
	[
		'api-key-invalid',
		says(
			/api[ _-]?key not (?:valid|found)|pass a valid api key|invalid api[ _-]?key|incorrect api key|api key (?:is )?(?:invalid|incorrect)|key[^\n]{0,20}does not exist in [^\n]{0,20}project/i,
		),
	],
	[
		'project-blocked',
		says(
			/project has been denied access|\bhas been suspended\b|project (?:is )?suspended|consumer[^\n]{0,120}suspended|account (?:has been )?(?:suspended|terminated)|terms of service violation|violation of (?:the|our|Google'?s?) terms/i,
		),
	],
	[
		'api-disabled',
		says(
			/has not been used in project|it is disabled\. enable it|api (?:is )?(?:not enabled|disabled)|enable (?:the|this) api|accessNotConfigured|has not enabled the/i,
		),
	],
	[
		'billing-required',
		says(
			/requires billing|only (?:accessible|available) to (?:billed|paid|paying)|billing (?:is|has been|was) (?:not |)?(?:disabled|enabled|closed|inactive)|billing (?:must|to) be enabled|billing account[^\n]{0,80}(?:closed|disabled|not (?:open|active|found)|delinquent|absent)|billing not enabled|no billing account/i,
		),
	],
	['billing-required', and(not(isLimit), says(/enable billing/i))],
	[
		'location-unsupported',
		says(
			/location is not supported|not (?:available|supported) in your (?:current )?(?:country|region|location)|(?:country|region)[^\n]{0,40}not supported|unsupported_country_region|is not (?:yet )?available in (?:this|your) (?:country|region)/i,
		),
	],
	[
		'organization-policy',
		says(
			/organi[sz]ation.?s? policy|VPC Service Controls|vpcServiceControls|\bconstraints\/[a-z]|organization restriction|org policy|policy violation: constraint/i,
		),
	],
	[
		'scope-insufficient',
		says(
			/insufficient (?:authentication|oauth|api)?\s?scopes?|insufficient_scope|insufficient permission[^\n]{0,40}scope|does not have (?:the )?(?:required|sufficient) scopes?/i,
		),
	],
	['impersonation-denied', says(/unable to (?:acquire )?impersonate|serviceAccountTokenCreator/i)],
	['impersonation-denied', says(mintingPermission)],
	['permission-denied', says(/permission ['"`][\w.]{3,80}['"`] denied on resource/i)],
	[
		'quota-project-denied',
		says(
			/required permission to use project|serviceusage\.services\.use\b|quota project[^\n]{0,80}(?:denied|not|invalid|required)|requires a quota project/i,
		),
	],
	['oauth-reauth-required', says(/reauthentication (?:is )?(?:needed|required|failed|challenge)|\binvalid_rapt\b/i)],
	[
		'proxy',
		says(
			/no available channel|upstream connect error|disconnect\/reset before headers|no healthy upstream|^error code: 1\d{3}\s*$/im,
		),
	],
	[
		'network-unreachable',
		and(({ httpStatus }) => httpStatus === undefined, says(/failed to connect to (?:all addresses|remote host)/i)),
	],
	[
		'service-account-not-found',
		says(
			/gaia id not found|unknown service account|service account [^\n]{0,120}(?:does not exist|not found|(?:is|was|has been) (?:deleted|disabled))/i,
		),
	],
	['credits-depleted', hasCode(402)],
	[
		'request-too-large',
		and(
			not(isLimit),
			says(
				/token count[^\n]{0,120}(?:exceed|only supports)|exceeds? (?:the )?(?:maximum|max|limit)[^\n]{0,60}tokens|(?:payload|request|body|entity|content|file)[^\n]{0,30}(?:size )?(?:exceeds|too large|is larger)|context (?:length|window)[^\n]{0,60}(?:exceed|limit)|maximum context length|input (?:is )?too long|prompt (?:is )?too long|too many (?:input )?tokens/i,
			),
		),
	],
	[
		'model-not-found',
		says(
			/\bmodels?\/\S{1,120} is not (?:found|supported)|is not found for API version|publisher model[^\n]{0,300}(?:not found|does not (?:exist|have access)|no access)|not supported for (?:generateContent|streamGenerateContent|countTokens|embedContent|predict)|model[^\n]{0,120}(?:is not (?:found|available|supported)|not found|does not exist|no longer (?:available|supported)|(?:was|has been|is) (?:retired|deprecated|shut ?down|discontinued))|unexpected model name|unknown model|no such model|invalid model/i,
		),
	],
	[
		'server-busy',
		and(
			not(hasCode(400, 401, 403, 404)),
			says(
				/model is (?:currently )?overloaded|overloaded|(?:experiencing )?high demand|no capacity available|MODEL_CAPACITY_EXHAUSTED|capacity (?:has been )?exhausted|service is (?:currently|temporarily) unavailable|error-code-429|dynamic shared quota/i,
			),
		),
	],
	[
		'quota-exhausted',
		says(
			/quota will reset after|exceeded (?:your |the )?(?:daily|monthly) (?:limit|quota)|daily limit exceeded|spend(?:ing)? (?:cap|limit)[^\n]{0,60}(?:reached|exceeded|hit)/i,
		),
	],
];

/** Those that speak of the credential, the project or the place, and not of the request. */
export const unmistakableOfCaller: readonly Rule[] = unmistakable.filter(([cause]) =>
	/^(?:api-|credentials-|billing-|credits-|location-|project-|organization-)/.test(cause),
);

/** Google says that it does not know who calls. */
const isRefusedWho = ({ code, status }: Signs): boolean => status === 'UNAUTHENTICATED' || code === 401;

/** Within what a status or a code alone would say; for texts that mean less by themselves. */
export const refinementsOfStatus: readonly Rule[] = [
	['api-key-not-accepted', and(isKey, isRefusedWho)],
	['credentials-missing', and(({ context }) => context.credential === 'none', isRefusedWho)],
	[
		'permission-denied',
		and(hasCode(403), says(/permission ['"`]?[\w.]{3,80}['"`]? denied|caller does not have permission/i)),
	],
	[
		'token-invalid',
		says(
			/invalid authentication credentials|token (?:has )?(?:been )?(?:expired|revoked)|(?:expired|invalid|malformed|revoked) (?:access )?token/i,
		),
	],
	[
		'project-invalid',
		says(
			/project [^\n]{0,80}(?:not found|does not exist|is (?:invalid|deleted)|(?:was|has been|pending) delet)|invalid (?:resource )?project|permission denied on resource project|project_invalid|unknown project id/i,
		),
	],
	['source-failed', and(isSource, hasCode(400, 403, 404, 500, 503))],
	['model-not-found', and(hasCode(404), ({ context }) => context.isModelListed === false)],
	['model-not-found', and(hasCode(404), says(/\bmodels?\b/i))],
	['deadline-exceeded', says(/deadline (?:expired|exceeded)/i)],
];
