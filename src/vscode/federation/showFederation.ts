import * as l10n from '@vscode/l10n';
import type { FederationStep } from '../../core/federation/debugFederation.ts';
import { failed } from '../../core/outcome.ts';
import type { WorkloadIdentityProfile } from '../../core/profiles/profile.ts';
import { LiveText } from '../liveText.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { sayFailure } from '../profiles/sayFailure.ts';
import { withCancel } from '../withCancel.ts';

const reports = new LiveText('latchkey-federation');

/** Goes the way to a token of a workload identity and shows what was said at each step, as a text that is never written to a file. */
export async function showFederation(parts: Parts, profile: WorkloadIdentityProfile): Promise<void> {
	const { id, name } = profile;
	const title = l10n.t('Following the way to a token of {0}…', plainText(name));
	const went = await withCancel(parts.clock, title, (signal) => followed(parts, profile, signal));
	if (went.kind !== 'answered') {
		sayFailure(went.kind === 'failed' ? went.failure : undefined, profile, parts);
		return;
	}
	reports.write(id, reportText(profile, went.value, new Date(parts.clock.now())));
	await reports.show(id, `Federation ${name}`);
}

/** A fault in Latchkey itself is said as well, and by its name alone. */
const followed = async (parts: Parts, profile: WorkloadIdentityProfile, signal: AbortSignal) => {
	try {
		const { debugWorkload } = await parts.signIn();
		return await debugWorkload(profile, signal);
	} catch (error) {
		return failed({ cause: 'unknown', evidence: error instanceof Error ? error.name : 'Error' });
	}
};

const marks: Readonly<Record<FederationStep['result'], string>> = {
	passed: '✔',
	failed: '✖',
	skipped: '–',
};

function reportText({ name, audience }: WorkloadIdentityProfile, steps: readonly FederationStep[], at: Date): string {
	const written = steps.map(({ title, result, lines }, index) =>
		[`${marks[result]} ${index + 1}. ${title}: ${result}`, ...lines.map((line) => `     ${line}`)].join('\n'),
	);
	const head = [
		`Workload identity “${name}”, ${at.toISOString()}`,
		`Provider: ${audience}`,
		'The proof itself and the tokens that came are left out, and were let go.',
	].join('\n');
	return `${[head, ...written].join('\n\n')}\n`;
}
