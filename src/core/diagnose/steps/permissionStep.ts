import * as l10n from '@vscode/l10n';
import { wordsOf } from '../../errors/catalogue/catalogue.ts';
import { factsOf } from '../../errors/facts.ts';
import type { Outcome } from '../../outcome.ts';
import { byGemini } from '../byGemini.ts';
import { isGoogleToken } from '../googleToken.ts';
import { isOnTheWay } from '../onTheWay.ts';
import { permissionFor, permissionMissing } from '../permissionMissing.ts';
import { type Project, projectInQuestion } from '../projectInQuestion.ts';
import { type Run, type Step, silentServer } from '../run.ts';
import { failedBy, passed, type StepResult, skipped } from '../steps.ts';
import { resourceManagerHost, testIamPermissions } from '../testIamPermissions.ts';
import { tokenNow } from '../tokenNow.ts';

/** Whether the identity may do what it asks for: by what Gemini says, and by what Resource Manager says of the project. */
export const permissionStep: Step = {
	take: async (run, signal) => {
		const { profile, found } = run;
		const isRefused = found.landing?.step === 'permission';
		const isNamed = isRefused && factsOf(found.landing?.failure ?? {}).permission !== '';
		if (profile.method === 'api-key' && !isRefused) {
			return skipped(l10n.t('A key has no permissions of its own.'));
		}
		const saidByGemini = byGemini(run, 'permission', () =>
			passed(l10n.t('Gemini lets this identity list its models.')),
		);
		const project = projectInQuestion(run);
		const isHeard = isRefused || saidByGemini.result === 'passed';
		// What Gemini refuses by name needs no second opinion, and what is for a gateway is not sent to Google.
		if (!isHeard || isNamed || !isGoogleToken(profile) || !project) {
			return saidByGemini;
		}
		const token = await tokenNow(run, signal);
		if (!token) {
			return saidByGemini;
		}
		const asked = { project: project.id, permissions: [permissionFor(profile, project)] };
		const held = await testIamPermissions(run.ports.transport, token, asked, signal);
		return judge(run, project, held, saidByGemini);
	},
	overdue: ({ found: { landing } }) =>
		failedBy(landing?.step === 'permission' ? landing.failure : silentServer(resourceManagerHost)),
};

function judge(run: Run, project: Project, held: Outcome<readonly string[]>, saidByGemini: StepResult): StepResult {
	const { profile, found } = run;
	const refusal = found.landing?.step === 'permission' ? found.landing.failure : undefined;
	const resource = `projects/${project.id}`;
	const permission = permissionFor(profile, project);
	if (held.kind === 'cancelled') {
		return saidByGemini;
	}
	if (held.kind === 'failed') {
		const reason = l10n.t('Resource Manager does not tell: {0}.', wordsOf(held.failure).title);
		if (refusal) {
			return failedBy(refusal, reason);
		}
		return isOnTheWay(held.failure.cause) ? failedBy(held.failure) : skipped(reason, ...saidByGemini.lines);
	}
	if (held.value.includes(permission)) {
		const line = l10n.t('It has {0} on {1}.', permission, resource);
		return refusal ? failedBy(refusal, line) : passed(...saidByGemini.lines, line);
	}
	const line = l10n.t('It lacks {0} on {1}.', permission, resource);
	if (refusal || project.isQuota) {
		return failedBy(permissionMissing(profile, project, refusal), line);
	}
	// Google asks for it only where a call names the project: a client's users have no part in the client's project.
	return passed(...saidByGemini.lines, line, l10n.t('Gemini answers all the same, since no quota project is sent.'));
}
