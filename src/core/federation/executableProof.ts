import { answered, type Outcome } from '../outcome.ts';
import { programOf } from '../secretSources/commandLine.ts';
import type { Configuration } from './configuration.ts';
import { type ExecutableAnswer, readExecutableAnswer } from './executableAnswer.ts';
import { proofMissing } from './proofMissing.ts';
import type { SubjectSource } from './subjectSource.ts';
import type { Asking, SubjectPorts } from './subjectToken.ts';

type Ports = Pick<SubjectPorts, 'machine' | 'clock' | 'secrets'>;

/** In milliseconds. Google takes no proof that lives longer. */
const longestLife = 86_400_000;

/**
 * The proof that a program prints. What it left in its file the last time is taken as long as that holds; nobody is asked for that, since
 * nothing is run.
 */
export async function executableProof(
	{ machine, clock, secrets }: Ports,
	{ command, timeoutSeconds, outputFile }: Extract<SubjectSource, { readonly kind: 'executable' }>,
	{ audience, subjectTokenType, email }: Pick<Configuration, 'audience' | 'subjectTokenType' | 'email'>,
	signal: AbortSignal,
	{ isAnew }: Asking,
): Promise<Outcome<string>> {
	const holds = (answer: ExecutableAnswer) =>
		answer.kind === 'proof' && (answer.expiresAt === undefined || answer.expiresAt > clock.now());
	if (outputFile !== undefined && !isAnew) {
		const read = await machine.readFile(outputFile);
		const kept = read.kind === 'read' ? readExecutableAnswer(read.text, subjectTokenType) : undefined;
		// Without a time, or with one that no proof has, nobody knows how old it is.
		const expiresAt = kept?.kind === 'proof' ? kept.expiresAt : undefined;
		if (kept?.kind === 'proof' && expiresAt !== undefined && holds(kept) && expiresAt < clock.now() + longestLife) {
			return answered(kept.proof);
		}
	}
	const { commands } = await secrets();
	const program = programOf(command);
	const printed = await commands.run(
		{
			command,
			timeoutSeconds,
			purpose: 'proof',
			// What such programs are told by Google's libraries.
			environment: {
				GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE: audience,
				GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE: subjectTokenType,
				GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE: '0',
				...(email === undefined ? {} : { GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL: email }),
				...(outputFile === undefined ? {} : { GOOGLE_EXTERNAL_ACCOUNT_OUTPUT_FILE: outputFile }),
			},
			// Such a program says in its answer why it failed, and ends with another code as well.
			readFailure: (text) => {
				const answer = readExecutableAnswer(text, subjectTokenType);
				return answer.kind === 'refused' ? proofMissing(`${program}: ${answer.why}`) : undefined;
			},
		},
		signal,
	);
	if (printed.kind !== 'answered') {
		return printed;
	}
	const answer = readExecutableAnswer(printed.value, subjectTokenType);
	if (answer.kind !== 'proof') {
		return proofMissing(`${program}: ${answer.why}`);
	}
	return holds(answer) ? answered(answer.proof) : proofMissing(`${program}: “expiration_time” is over`);
}
