import { wordsOf } from '../errors/catalogue/catalogue.ts';
import type { Cause } from '../errors/cause.ts';
import type { Failure } from '../errors/failure.ts';
import { answered, type Outcome } from '../outcome.ts';
import { programOf } from '../secretSources/commandLine.ts';
import type { Configuration } from './configuration.ts';
import { actAs, exchangeProof, type FederationPorts } from './federatedToken.ts';
import { judgeProof } from './judgeProof.ts';
import { fieldsInWords } from './proofInWords.ts';
import { readProof } from './readProof.ts';
import { subjectToken } from './subjectToken.ts';

export type FederationStep = {
	readonly title: string;
	/** `skipped`: nothing came to it. */
	readonly result: 'passed' | 'failed' | 'skipped';
	/** Why it failed. */
	readonly cause?: Cause;
	/** What was sent and what came, one fact a line; free of secrets. */
	readonly lines: readonly string[];
};

type Ended<T> = Exclude<Outcome<T>, { readonly kind: 'cancelled' }>;

/**
 * Goes the way from the proof to a token of Google's once, step by step, and tells what is said at each. The tokens that come are let go.
 * Texts are in English, as those of the transcript are: both are made to be handed on.
 */
export async function debugFederation(
	ports: FederationPorts,
	configuration: Configuration,
	scopes: readonly string[],
	signal: AbortSignal,
): Promise<Outcome<readonly FederationStep[]>> {
	const { subjectTokenType, tokenUrl, email, lifetime, userProject } = configuration;
	const subject = await subjectToken(ports, configuration, signal);
	if (subject.kind === 'cancelled') {
		return subject;
	}
	const steps: FederationStep[] = [
		{
			title: 'Fetch the proof of who this workload is (subject token)',
			...resultOf(subject),
			lines: [
				...placeInWords(configuration.source),
				`subject_token_type: ${subjectTokenType}`,
				...(subject.kind === 'failed' ? failureInWords(subject.failure) : []),
			],
		},
	];
	const skip = (title: string) => steps.push({ title, result: 'skipped', lines: ['Nothing came to this.'] });
	if (subject.kind === 'answered') {
		steps.push(readStep(subject.value, configuration, ports.clock.now()));
	} else {
		skip('Read the proof');
	}
	const exchanging = 'Exchange it at Google’s token service (STS)';
	const federated =
		subject.kind === 'answered' ? await exchangeProof(ports, configuration, subject.value, scopes, signal) : undefined;
	if (federated?.kind === 'cancelled') {
		return federated;
	}
	if (federated) {
		steps.push({
			title: exchanging,
			...resultOf(federated),
			lines: [
				`POST ${tokenUrl}`,
				...(userProject ? [`workforce_pool_user_project: ${userProject}`] : []),
				...answerInWords(federated),
				...conditionInWords(federated),
			],
		});
	} else {
		skip(exchanging);
	}
	if (email === undefined) {
		return answered(steps.map(inLines));
	}
	const acting = `Act as ${email}`;
	if (federated?.kind === 'answered') {
		const minted = await actAs(ports, { ...configuration, email }, federated.value, scopes, signal);
		if (minted.kind === 'cancelled') {
			return minted;
		}
		steps.push({
			title: acting,
			...resultOf(minted),
			lines: [`generateAccessToken, lifetime: ${lifetime} s`, ...answerInWords(minted)],
		});
	} else {
		skip(acting);
	}
	return answered(steps.map(inLines));
}

/** What a server or a program said stays in the line that it is told in. */
const inLines = (step: FederationStep): FederationStep => ({
	...step,
	lines: step.lines.map((line) => line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')),
});

const resultOf = (outcome: Ended<unknown>): Pick<FederationStep, 'result' | 'cause'> =>
	outcome.kind === 'answered' ? { result: 'passed' } : { result: 'failed', cause: outcome.failure.cause };

function placeInWords(source: Configuration['source']): readonly string[] {
	switch (source.kind) {
		case 'file':
			return [`file: ${source.path}`];
		case 'url':
			return [
				// What stands behind the host may be a secret, and so may an argument.
				`url: ${new URL(source.url).origin}/…`,
				...Object.keys(source.headers).map((name) => `header ${name}: [not shown]`),
				...(source.format.type === 'json' ? [`field: ${source.format.field}`] : []),
			];
		case 'executable':
			return [
				`program: ${programOf(source.command)}`,
				...(source.outputFile === undefined ? [] : [`output file: ${source.outputFile}`]),
			];
		case 'aws':
			return ['signed with AWS’s keys, of the environment or the metadata server', `for ${source.verificationUrl}`];
	}
}

function readStep(proof: string, { audience, source }: Configuration, now: number): FederationStep {
	const title = 'Read the proof';
	if (source.kind === 'aws') {
		return { title, result: 'passed', lines: ['A signed call of GetCallerIdentity, which Google sends to AWS.'] };
	}
	const read = readProof(proof);
	if (!read) {
		return { title, result: 'skipped', lines: [`It is no JWT; it has ${proof.length} characters.`] };
	}
	const findings = judgeProof(read, audience, now);
	return {
		title,
		result: findings.some(({ isFault }) => isFault) ? 'failed' : 'passed',
		lines: [
			...fieldsInWords(read.header, proof).map((line) => `header ${line}`),
			...fieldsInWords(read.claims, proof).map((line) => `claim ${line}`),
			...findings.map(({ sentence }) => `→ ${sentence}`),
		],
	};
}

function answerInWords(
	outcome: Ended<{ readonly expiresAt?: number; readonly obtainedAt: number }>,
): readonly string[] {
	switch (outcome.kind) {
		case 'answered': {
			const { expiresAt, obtainedAt } = outcome.value;
			const life = expiresAt === undefined ? '' : `, good for ${Math.round((expiresAt - obtainedAt) / 1000)} s`;
			return [`HTTP 200: an access token${life}`];
		}
		case 'failed':
			return failureInWords(outcome.failure);
	}
}

function failureInWords(failure: Failure): readonly string[] {
	const { httpStatus, oauth, error, evidence } = failure;
	const { title, sentence } = wordsOf(failure);
	const said = [oauth?.error ?? error?.status, oauth?.description ?? error?.message].filter(Boolean).join(': ');
	return [
		...(httpStatus === undefined ? [] : [`HTTP ${httpStatus}`]),
		...(said === '' ? [] : [said.replace(/\s+/g, ' ').slice(0, 500)]),
		...(evidence === undefined || said !== '' || sentence.includes(evidence) ? [] : [evidence]),
		`→ ${title}. ${sentence}`,
	];
}

/** Google looks at the condition last: whoever has a token met it, and only a word about it says that it was not met. */
function conditionInWords(outcome: Ended<unknown>): readonly string[] {
	const name = 'attribute condition';
	if (outcome.kind === 'answered') {
		return [`${name}: met, or the provider has none`];
	}
	const isRefused = outcome.kind === 'failed' && /attribute condition/i.test(outcome.failure.oauth?.description ?? '');
	return isRefused
		? [
				`${name}: refused. Compare it with the claims above. It is shown by`,
				'  gcloud iam workload-identity-pools providers describe',
			]
		: [`${name}: not looked at, since something before it failed`];
}
