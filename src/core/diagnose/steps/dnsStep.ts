import * as l10n from '@vscode/l10n';
import { baseOf } from '../../gemini/targets.ts';
import type { Run, Step } from '../run.ts';
import { failedBy, passed, skipped } from '../steps.ts';

/** Whether the name of the host has an address. */
export const dnsStep: Step = {
	take: async ({ ports, profile, found }, signal) => {
		const { hostname } = new URL(baseOf(profile));
		if (ports.isEmulated?.(hostname)) {
			return skipped(l10n.t('Requests to this host go to the emulator.'));
		}
		if (!ports.lookUpHost) {
			return skipped(l10n.t('In the browser names are looked up by the browser.'));
		}
		const proxy = ports.proxyFor?.();
		if (proxy !== undefined) {
			return skipped(l10n.t('The proxy {0} looks names up.', proxy));
		}
		try {
			const addresses = await ports.lookUpHost(hostname.replace(/^\[|\]$/g, ''), signal);
			return passed(l10n.t('{0} is at {1}.', hostname, addresses.slice(0, mostAddresses).join(', ')));
		} catch (error) {
			return found.reach?.kind === 'answered'
				? lookedUpElsewhere(codeOf(error))
				: failedBy({ cause: 'network-unreachable', host: hostname, evidence: codeOf(error) });
		}
	},
	overdue: ({ profile, found }: Run) =>
		found.reach?.kind === 'answered'
			? lookedUpElsewhere('ETIMEOUT')
			: failedBy({ cause: 'network-timeout', host: new URL(baseOf(profile)).hostname, evidence: 'ETIMEOUT' }),
};

const mostAddresses = 4;

/** A proxy that nobody tells of, such as one of a PAC file, looks names up that nobody here can. */
const lookedUpElsewhere = (code: string) =>
	skipped(
		l10n.t('This machine does not find the name ({0}), but the host was reached: something else looks it up.', code),
	);

/** The word of the system, and nothing else: the text of an error may hold anything. */
function codeOf(error: unknown): string {
	const { code } = (error ?? {}) as { readonly code?: unknown };
	return typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : error instanceof Error ? error.name : 'Error';
}
