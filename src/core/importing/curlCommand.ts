import * as l10n from '@vscode/l10n';
import { type CurlOption, optionsAt, type Piece } from './curlOptions.ts';
import { secretsInOption } from './curlSecrets.ts';
import { notesOfHeader } from './headers.ts';
import { bodyInFile, type Note, notKnownHere } from './note.ts';
import { isSecretName, secretIn, secretsInUrl } from './secretPlaces.ts';
import type { ShellScript, Word } from './shellCommand.ts';
import type { WireRequest } from './wireRequest.ts';

/** How the connection is made is up to VS Code's settings and the profile. */
const ofConnection: ReadonlySet<string> = new Set(
	`abstract-unix-socket cacert capath cert connect-timeout connect-to doh-url insecure interface key max-time noproxy pinnedpubkey
	preproxy proxy proxy1.0 resolve retry socks4 socks4a socks5 socks5-hostname unix-socket`.split(/\s+/),
);

/** What would make another request of it. */
const notCarried: ReadonlySet<string> = new Set(
	'aws-sigv4 config cookie data-urlencode form form-string get head next upload-file url-query variable'.split(' '),
);

const isCurl = (word: Word | undefined): boolean => /(?:^|[\\/])curl(?:\.exe)?$/i.test(word?.text.slice(-300) ?? '');

/** The first call of curl in a script; undefined where there is none. */
export function readCurl({ commands, assigned }: ShellScript): WireRequest | undefined {
	const command = commands.find(({ words }) => words.slice(0, 4).some(isCurl));
	if (!command) {
		return undefined;
	}
	const files = new Map(commands.flatMap(({ input, output }) => (input && output ? [[output, input] as const] : [])));
	const start = command.words.slice(0, 4).findIndex(isCurl) + 1;
	const call = new CurlCall(command.words.slice(start), (file) => (file === '-' ? command.input : files.get(file)));
	const request = call.read();
	const set = assigned.flatMap(([name, value]) => (isSecretName(name) ? secretIn(value) : []));
	return { ...request, secrets: [...request.secrets, ...set] };
}

class CurlCall {
	readonly #words: readonly Word[];
	/** The content of a file that the script writes itself. */
	readonly #fileOf: (name: string) => Word | undefined;
	readonly #urls: string[] = [];
	readonly #data: string[] = [];
	readonly #secrets: string[] = [];
	readonly #notes: Note[] = [];
	#hasFile = false;

	constructor(words: readonly Word[], fileOf: (name: string) => Word | undefined) {
		this.#words = words;
		this.#fileOf = fileOf;
	}

	read(): WireRequest {
		const texts = this.#words.map(({ text }) => text);
		for (let at = 0; at < texts.length; ) {
			const text = texts[at] ?? '';
			if (!text.startsWith('-') || text === '-') {
				this.#urls.push(text);
				at++;
				continue;
			}
			const { options, next } = optionsAt(texts, at);
			if (options.some(({ name }) => name === 'next')) {
				this.#notes.push(leftOut('--next'));
				break;
			}
			for (const option of options) {
				this.#take(option);
			}
			at = next;
		}
		// What an option took that is not known here may stand among the addresses.
		const url =
			this.#urls.find((each) => /:\/\/|\.com\/|\/models\/|\/chat\/completions/.test(each)) ?? this.#urls[0] ?? '';
		const hasBody = this.#data.length > 0 && !this.#hasFile;
		return {
			url,
			...(hasBody ? { body: this.#data.join('') } : {}),
			secrets: [...this.#urls.flatMap(secretsInUrl), ...this.#secrets],
			notes: this.#notes,
		};
	}

	#take({ name, value }: CurlOption<Piece>): void {
		const word = this.#words[value?.word ?? -1];
		const text = word?.text.slice(value?.from) ?? '';
		// One by one: a hostile text has more than a call takes arguments.
		for (const secret of secretsInOption(name, text)) {
			this.#secrets.push(secret);
		}
		switch (name) {
			case 'url':
				this.#urls.push(text);
				return;
			case 'header':
				this.#notes.push(...notesOfHeader((text.split(':', 1)[0] ?? '').trim()));
				return;
			case 'data':
			case 'data-ascii':
			case 'data-binary':
			case 'data-raw':
			case 'json':
				if (this.#data.length > 0 && name !== 'json') {
					this.#data.push('&');
				}
				this.#body(name !== 'data-raw', text, word?.unknown ?? []);
				return;
		}
		if (ofConnection.has(name)) {
			this.#notes.push(ofTheConnection(`--${name}`));
		} else if (notCarried.has(name)) {
			this.#notes.push(leftOut(`--${name}`));
		}
	}

	#body(mayBeFile: boolean, text: string, unknown: readonly string[]): void {
		if (!mayBeFile || !text.startsWith('@')) {
			this.#data.push(text);
			this.#notes.push(...notKnownHere(unknown));
			return;
		}
		const file = this.#fileOf(text.slice(1));
		if (file) {
			this.#data.push(file.text);
			this.#notes.push(...notKnownHere(file.unknown));
		} else {
			this.#hasFile = true;
			this.#notes.push(bodyInFile(text.slice(1)));
		}
	}
}

const leftOut = (name: string): Note => ({ name, say: (shown) => l10n.t('curl’s {0} is left out.', shown) });

const ofTheConnection = (name: string): Note => ({
	name,
	say: (shown) => l10n.t('curl’s {0} is left out: connections are made by VS Code’s settings.', shown),
});
