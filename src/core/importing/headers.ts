import * as l10n from '@vscode/l10n';
import type { Note } from './note.ts';
import { isSecretName } from './secretPlaces.ts';

/** Headers that whoever sends the request says anew. */
const own =
	/^(?:accept(?:-.*)?|cache-control|connection|content-(?:length|type)|dnt|host|origin|priority|referer|sec-.*|user-agent|x-client-data|x-goog-api-client)$/i;

/** What is to be told of a header: nothing where it holds a credential, which is told once for all, or is sent anyway. */
export const notesOfHeader = (name: string): readonly Note[] =>
	name === '' || isSecretName(name) || own.test(name.slice(0, 100))
		? []
		: [{ name, say: (shown) => l10n.t('The header {0} is left out.', shown) }];
