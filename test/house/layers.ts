import { posix } from 'node:path';
import type { SourceFile } from './sourceFiles.ts';

/** What the files of a room may import: other rooms by path, packages and `node:` by name. Its own room is always allowed. */
type Rule = {
	readonly room: RegExp;
	readonly may: RegExp;
	/** Allowed where the import is of types alone and so leaves no trace in the bundle. */
	readonly mayAsType?: RegExp;
};

const rules: readonly Rule[] = [
	{ room: /^src\/compose(SignIn|Secrets|Audit)?\.ts$/, may: /^(src\/(core|net|vscode)\/|vscode$|@vscode\/l10n$)/ },
	{ room: /^src\/extension\.ts$/, may: /^(src\/compose\.ts$|src\/(core|node)\/|node:path$)/, mayAsType: /^vscode$/ },
	{ room: /^src\/extension\.web\.ts$/, may: /^(src\/compose\.ts$|src\/net\/)/, mayAsType: /^vscode$/ },
	{ room: /^src\/core\//, may: /^@vscode\/l10n$/ },
	{ room: /^src\/net\//, may: /^(src\/core\/|oauth4webapi$|jose$)/ },
	{ room: /^src\/node\//, may: /^(src\/(core|net)\/|node:)/ },
	{ room: /^src\/vscode\//, may: /^(src\/core\/|vscode$|@vscode\/l10n$)/ },
	{
		room: /^src\/webview\//,
		// The protocol, and what the form tells a person while they type, without a word from the extension.
		may: /^(src\/core\/panel\/(requestProtocol|draftFields|fieldFaults|readAttachments|stopSequences)\.ts$|src\/core\/gemini\/(abilities|attachmentOf|base64|bytesInWords|draft|responseSchema|thinking)\.ts$|src\/core\/grouped\.ts$|@vscode\/l10n$|@vscode\/codicons\/|markdown-it$|highlight\.js)/,
		mayAsType: /^src\/core\//,
	},
];

const importPattern =
	/\b(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** Every import that breaks a rule of the house, as `file imports what`. */
export function layerFaults(files: readonly SourceFile[]): string[] {
	return files.flatMap(({ path, text }) => {
		const rule = rules.find(({ room }) => room.test(path));
		if (!rule) {
			return [`${path} lies in no room`];
		}
		return [...text.matchAll(importPattern)].flatMap(([, type, from, lazy]) => {
			const target = resolve(path, from ?? lazy ?? '');
			const allowed =
				rule.room.test(target) || rule.may.test(target) || (type !== undefined && rule.mayAsType?.test(target));
			return allowed ? [] : [`${path} imports ${target}`];
		});
	});
}

const resolve = (path: string, specifier: string): string =>
	specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
