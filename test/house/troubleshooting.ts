import { wordsOf } from '../../src/core/errors/catalogue/catalogue.ts';
import { causes } from '../../src/core/errors/cause.ts';
import { remediesOf } from '../../src/core/errors/remedies/remediesOf.ts';
import { labelOf } from '../../src/core/errors/remedies/remedyWords.ts';

/** The page about failures, made of the catalogue: one heading per cause, which is also the anchor that cards link to. */
export function troubleshooting(): string {
	const sections = causes.map((cause) => {
		const { title, sentence } = wordsOf({ cause });
		const remedies = remediesOf({ cause });
		const helps = remedies.map((remedy) => {
			const where = remedy.command ? `\`${remedy.command}\`` : remedy.url ? `<${remedy.url}>` : '';
			return `- **${labelOf(remedy)}**${where && ` ${where}`}`;
		});
		return [`## ${cause}`, `**${title}.** ${sentence}`, 'What can help, the likeliest first:', helps.join('\n')].join(
			'\n\n',
		);
	});
	return `${[
		'# Troubleshooting',
		'Every failure that Latchkey meets is explained as exactly one of these causes. Which buttons a card has depends on the profile and on what Google said; this page lists all that can help. It is made from the catalogue in the code by `npm run docs`.',
		...sections,
	].join('\n\n')}\n`;
}
