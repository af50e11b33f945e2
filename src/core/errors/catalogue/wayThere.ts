import * as l10n from '@vscode/l10n';
import { indexFaultOf } from '../../profiles/indexFault.ts';
import { unreadableInWords } from '../../profiles/unreadableWords.ts';
import { sentences, type Wording } from './words.ts';

/** Causes that lie on the way to Google, or on this machine. */
export const wayThere = {
	'network-unreachable': (_, { evidence }) => ({
		title: l10n.t('Could not reach the server'),
		sentence: /ENOTFOUND|EAI_AGAIN|NAME_NOT_RESOLVED/.test(evidence ?? '')
			? l10n.t('The name of the server was not found. This machine is offline, or its DNS or proxy settings are wrong.')
			: /ECONNREFUSED/.test(evidence ?? '')
				? l10n.t('The connection was refused. A proxy or firewall, or the address in the settings, may be the reason.')
				: l10n.t('The connection was refused, reset, or the name was not found. Check the network and try again.'),
	}),
	'network-timeout': () => ({
		title: l10n.t('No answer in time'),
		sentence: l10n.t('The server sent nothing for longer than the time limit in the settings. Try again.'),
	}),
	'network-tls': (_, { evidence }) => ({
		title: l10n.t('Secure connection failed'),
		sentence: /CERT_(?:HAS_EXPIRED|NOT_YET_VALID)|DATE_INVALID/.test(evidence ?? '')
			? l10n.t('The server’s certificate is out of date, or this machine’s clock is wrong.')
			: sentences(
					l10n.t('The server’s certificate is not trusted here. A proxy may be intercepting the connection.'),
					l10n.t(
						'Its certificate authority has to be known to this machine’s system, where VS Code looks by its setting http.systemCertificates; NODE_EXTRA_CA_CERTS counts where that is off.',
					),
				),
	}),
	proxy: (_, { httpStatus, evidence, host }) => ({
		title: l10n.t('Something other than Google answered'),
		sentence:
			httpStatus === 407 || evidence === 'HTTP 407'
				? l10n.t('A proxy wants a user name and a password before it lets the call through.')
				: httpStatus === undefined && /^HTTP [45]/.test(evidence ?? '') && host
					? l10n.t(
							'A proxy did not lead the call on to {0}: it forbids that, or does not get there itself. Whoever runs it can help.',
							host,
						)
					: l10n.t(
							'The answer does not come from the Gemini API but from a proxy, gateway or sign-in page on the way.',
						),
	}),
	'source-failed': (_, { context, source }) =>
		context?.credential === 'impersonation'
			? {
					title: l10n.t('Source profile not usable'),
					sentence: l10n.t(
						'The profile whose token this one uses was deleted, or the way from one source to the next leads back to where it began. Choose another source.',
					),
				}
			: {
					title: l10n.t('Secret not to be had'),
					sentence:
						source?.sentence ??
						l10n.t(
							'The place where the secret lies did not give it: it is missing, deleted, sealed, or access is denied.',
						),
				},
	'adc-not-found': () => ({
		title: l10n.t('No default credentials'),
		sentence: l10n.t('There are no Application Default Credentials in any of the places that were looked at.'),
	}),
	'credential-file-invalid': () => ({
		title: l10n.t('Credential file not valid'),
		sentence: l10n.t('The key, client or configuration file is malformed, of the wrong type, or too large.'),
	}),
	'host-not-allowed': (_, { host }) => ({
		title: l10n.t('Host not allowed'),
		sentence: host
			? l10n.t('This credential may not be sent to {0}, so nothing was sent.', host)
			: l10n.t('This credential may not be sent to that host, so nothing was sent.'),
	}),
	'consent-refused': (_, { source }) => ({
		title: l10n.t('Not allowed'),
		sentence: source?.sentence ?? l10n.t('You or this untrusted folder did not allow the step, so nothing was done.'),
	}),
	'storage-failed': (_, failure) =>
		indexFaultOf(failure)
			? { title: l10n.t('Profiles not readable'), sentence: unreadableInWords(failure) }
			: {
					title: l10n.t('Could not store or read'),
					sentence: l10n.t('The secret store or a file of Latchkey could not be read or written.'),
				},
	'sign-in-rejected': () => ({
		title: l10n.t('Answer of another sign-in'),
		sentence: l10n.t(
			'What came back does not belong to this sign-in, or came too late, so it was not used. Start the sign-in again.',
		),
	}),
	'sign-in-unanswered': () => ({
		title: l10n.t('No answer from the browser'),
		sentence: l10n.t(
			'Nothing came back within five minutes. If the page shows an error, say which; if it could not lead back here, sign in another way.',
		),
	}),
	'signed-out': () => ({
		title: l10n.t('Signed out'),
		sentence: l10n.t('Nobody is signed in with this profile. Sign in to use it.'),
	}),
	'secret-missing': () => ({
		title: l10n.t('Key not in secret storage'),
		sentence: l10n.t(
			'The profile is there and its key is not: the secret store was emptied, or lost it. Replace the key, or delete the profile.',
		),
	}),
	'profile-gone': () => ({
		title: l10n.t('Profile deleted meanwhile'),
		sentence: l10n.t('This profile is no longer there. Choose another one.'),
	}),
} satisfies Record<string, Wording>;
