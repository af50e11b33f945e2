import * as l10n from '@vscode/l10n';

/** A size in bytes, such as `1.2 MB`. */
export function bytesInWords(bytes: number): string {
	if (bytes < 1000) {
		return l10n.t('{0} bytes', bytes);
	}
	return bytes < 999_500
		? l10n.t('{0} KB', Math.round(bytes / 1000))
		: l10n.t('{0} MB', (bytes / 1_000_000).toFixed(1));
}
