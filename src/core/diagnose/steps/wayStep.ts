import * as l10n from '@vscode/l10n';
import { baseOf } from '../../gemini/targets.ts';
import type { Step } from '../run.ts';
import { failedBy, passed, skipped } from '../steps.ts';
import { notReached } from '../stepWords.ts';

/** Whether the host answers, by whatever lies between. The request was sent for the clock. */
export const wayStep: Step = {
	take: async ({ ports, profile, found: { reach, failed } }) => {
		const { host, hostname } = new URL(baseOf(profile));
		const proxy = ports.proxyFor?.();
		const lines = [
			...(ports.isEmulated?.(hostname) ? [l10n.t('Requests to this host go to the emulator.')] : []),
			...(proxy === undefined ? [] : [l10n.t('Requests go by the proxy {0}.', proxy)]),
		];
		switch (reach?.kind) {
			case 'answered':
				return passed(
					l10n.t('{0} answers (HTTP {1}) to a request that says nothing about who asks.', host, reach.status),
					...lines,
				);
			case 'failed':
				// A name without address is one fault, and told where it is looked up.
				return failed.includes('dns') && reach.failure.cause.startsWith('network-')
					? notReached('dns')
					: failedBy(reach.failure, ...lines);
			case undefined:
				return skipped(l10n.t('No request was sent.'));
		}
	},
};
