// Far above what paragraphs of answers have. The lexer's time grows with the square of such a run.
const longest = 4_000;
/** Rows are taken in smaller portions, as a table that streams is drawn again from its latest one. */
const portion = 1_000;

/** Lines without a blank one or a list item among them: what the lexer reads as one paragraph or one table. */
export type LineRun = {
	readonly start: number;
	readonly lastLine: string;
	/** The head of the table that the lines are, with its rule. */
	readonly table: string;
};

export const noLines: LineRun = { start: 0, lastLine: '', table: '' };

/** A run with one more line, that begins at a place of the segment, or the run that this line begins. */
export function withLine(run: LineRun, line: string, at: number, separate: boolean): LineRun {
	if (separate) {
		return { start: at, lastLine: line, table: '' };
	}
	const head = `${run.lastLine}\n${line}\n`;
	const begins = run.lastLine.includes('|') && isTableRule(line) && head.length < longest / 2;
	return { start: run.start, lastLine: line, table: begins && run.table === '' ? head : run.table };
}

/** Whether the run is as long as it may be, up to a place of the segment. */
export const isLong = ({ start, table }: LineRun, at: number): boolean =>
	at - start > (table === '' ? longest : 2 * table.length + portion);

/** What has to stand before a line for the table to go on with it in another segment. */
export const headBefore = ({ table }: LineRun, line: string): string => (line.includes('|') ? table : '');

const isTableRule = (line: string): boolean => /^[-:| \t]+$/.test(line) && line.includes('-');
