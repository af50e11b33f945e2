const units: Readonly<Record<string, number>> = {
	ns: 1e-6,
	us: 1e-3,
	µs: 1e-3,
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
};

/**
 * Milliseconds of a duration: JSON form of google.protobuf.Duration (`58.821668433s`), or Go's (`5h59m59.96s`). Undefined where
 * the text is neither.
 */
export function durationMs(text: string): number | undefined {
	if (!/^(?:\d{1,12}(?:\.\d{1,12})?(?:ns|us|µs|ms|s|m|h|d)\s?){1,5}$/.test(text)) {
		return undefined;
	}
	let total = 0;
	for (const [, count, unit] of text.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h|d)/g)) {
		total += Number(count) * (units[unit ?? ''] ?? 0);
	}
	return Math.round(total);
}

const words =
	/(?:\b(?:retry|try again|resets?|available again|wait)\b[^.\d]{0,40}?\b(?:in|after|for)|\b(?:please|must|should|to) wait(?: at least| about)?)\s{1,3}((?:\d{1,9}(?:\.\d{1,12})?\s?(?:milliseconds?|seconds?|minutes?|hours?|days?|secs?|mins?|hrs?|ms|s|m|h|d)(?![a-z])[\s,]{0,2}(?:and\s)?){1,4})/i;

/** Milliseconds that a message asks to wait (`Please retry in 58.82s.`, `try again in 30 seconds`); undefined where it asks for none. */
export function waitIn(message: string): number | undefined {
	const said = words.exec(message)?.[1];
	if (said === undefined) {
		return undefined;
	}
	const short = said
		.toLowerCase()
		.replace(/milliseconds?/g, 'ms')
		.replace(/(s)ec(?:ond)?s?|(m)in(?:ute)?s?|(h)(?:ou)?rs?|(d)ays?/g, '$1$2$3$4')
		.replace(/and|[\s,]/g, '');
	return durationMs(short);
}
