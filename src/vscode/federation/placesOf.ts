import * as l10n from '@vscode/l10n';
import type { Configuration } from '../../core/federation/configuration.ts';
import { shownCommand } from '../../core/secretSources/commandLine.ts';
import { visibleText } from '../../core/visibleText.ts';
import { withoutLinks } from '../plainText.ts';

/** One line of what a configuration leads to. */
export type Place = { readonly icon: string; readonly label: string; readonly detail: string };

/** About what a line of a quick pick shows; in UTF-16 units. */
const lineLength = 80;

/** Every path, address, command and account of a configuration, to the letter: what does not fit in a line goes on in the next. */
export function placesOf({
	audience,
	source,
	tokenUrl,
	email,
	lifetime,
	userProject,
	client,
}: Configuration): readonly Place[] {
	return [
		...sourcePlaces(source),
		...place('server', l10n.t('Exchanged at'), tokenUrl),
		...place('link', l10n.t('Provider'), providerInWords(audience)),
		...place('account', l10n.t('Acts as, for {0} minutes at a time', Math.round(lifetime / 60)), email),
		...place('project', l10n.t('Project of the workforce'), userProject),
		...place('plug', l10n.t('OAuth client'), client?.id),
	];
}

function place(icon: string, label: string, detail: string | undefined): readonly Place[] {
	const shown = detail ? visibleText(detail) : '';
	const lines = shown.match(new RegExp(`.{1,${lineLength}}`, 'gsu')) ?? [];
	return lines.map((line, index) => ({
		icon: index === 0 ? icon : 'blank',
		label: index === 0 ? label : l10n.t('… and on'),
		detail: withoutLinks(line),
	}));
}

/** A line is not wide enough for the whole name, whose end says the most. */
function providerInWords(audience: string): string {
	const [, at = '', pool = '', provider = ''] =
		/\/(projects\/\d+|locations)\/.*Pools\/(.*)\/providers\/(.*)$/.exec(audience) ?? [];
	return at === 'locations'
		? l10n.t('{0}, of the workforce pool {1}', provider, pool)
		: l10n.t('{0}, of the pool {1} in project {2}', provider, pool, at.slice('projects/'.length));
}

function sourcePlaces(source: Configuration['source']): readonly Place[] {
	switch (source.kind) {
		case 'file':
			return place('file', l10n.t('Reads the file'), source.path);
		case 'url':
			return [
				...place('globe', l10n.t('Asks'), source.url),
				...place('list-flat', l10n.t('With the headers'), Object.keys(source.headers).join(', ')),
			];
		case 'executable':
			return [
				...place('terminal', l10n.t('Runs the command, without a shell'), shownCommand(source.command)),
				...place('watch', l10n.t('Stops it after'), l10n.t('{0} seconds', source.timeoutSeconds)),
				...place('file', l10n.t('Has it write its answer to this file, and reads it'), source.outputFile),
			];
		case 'aws': {
			const { regionUrl, credentialsUrl, sessionTokenUrl, verificationUrl } = source;
			const variables = 'AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY';
			return [
				...place('symbol-variable', l10n.t('Reads the environment'), variables),
				...[sessionTokenUrl, regionUrl, credentialsUrl].flatMap((each) =>
					place('globe', l10n.t('Asks, where the environment has none'), each),
				),
				...place('lock', l10n.t('Signs, for Google to send'), verificationUrl),
			];
		}
	}
}
