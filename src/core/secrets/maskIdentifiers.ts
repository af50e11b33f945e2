/**
 * Hides who and which project a text is about, for sinks that outlive the moment or are sent to others (log, report): mail addresses,
 * project numbers, and what follows `projects/`. The panel shows them to the person they belong to, since cures need them.
 */
export const maskIdentifiers = (text: string): string =>
	text
		.replace(/(?<![\w.+-])[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})/gi, (_, domain: string) =>
			domain.endsWith('gserviceaccount.com') ? '[service account]' : '[mail]',
		)
		.replace(/\b(projects?[/:=]|project )(?=[\w.:-]{0,64}[\d-])[\w:-][\w.:-]{0,63}(?<!\.)/g, '$1[project]')
		.replace(/(?<![\w-])\d{9,14}(?![\w-])/g, '[number]');
