import * as l10n from '@vscode/l10n';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago a time was, in words; a time to come, of a clock that was set back, counts as just now. In milliseconds. */
export function agoInWords(then: number, now: number): string {
	const past = now - then;
	if (past < minute) {
		return l10n.t('just now');
	}
	if (past < hour) {
		return counted(past / minute, l10n.t('1 minute ago'), (count) => l10n.t('{0} minutes ago', count));
	}
	if (past < day) {
		return counted(past / hour, l10n.t('1 hour ago'), (count) => l10n.t('{0} hours ago', count));
	}
	return counted(past / day, l10n.t('1 day ago'), (count) => l10n.t('{0} days ago', count));
}

const counted = (count: number, one: string, many: (count: number) => string): string =>
	count < 2 ? one : many(Math.floor(count));

/** A day as `2026-11-24`, in the time zone of this machine: the form everybody reads the same. */
export function dayInWords(time: number): string {
	const date = new Date(time);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A moment as the time of day, `14:35`, with the day where that is not today. */
export function momentInWords(time: number, now: number): string {
	const date = new Date(time);
	const two = (number: number) => String(number).padStart(2, '0');
	const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
	return dayInWords(time) === dayInWords(now) ? clock : `${dayInWords(time)} ${clock}`;
}

/** The end of a day given as `2026-11-24`, in milliseconds since the epoch; undefined where the text names no day. */
export function endOfDay(text: string): number | undefined {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
	// Not 23:59:59.999, which comes twice where clocks are set back at midnight.
	const end = new Date(Number(year), Number(month) - 1, Number(day) + 1).getTime() - 1;
	return dayInWords(end) === text.trim() ? end : undefined;
}
