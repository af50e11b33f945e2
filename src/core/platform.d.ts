// What core may touch of the platform: parts of the web platform that exist alike in Node, in the web extension
// host and in a webview, and that neither wait nor reach outside. Clocks, randomness, sockets and files come through
// ports.ts. Every other folder compiles against the real declarations, with which these are compatible.

declare class URL {
	constructor(url: string, base?: string);
	readonly href: string;
	readonly protocol: string;
	readonly username: string;
	readonly password: string;
	readonly host: string;
	readonly hostname: string;
	readonly port: string;
	readonly pathname: string;
	readonly search: string;
	readonly searchParams: URLSearchParams;
	readonly hash: string;
	readonly origin: string;
}

declare class TextDecoder {
	constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
	decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
	encode(input?: string): Uint8Array;
}

interface AbortSignal {
	readonly aborted: boolean;
	addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
	readonly signal: AbortSignal;
	abort(): void;
}

declare class URLSearchParams implements Iterable<[string, string]> {
	constructor(init?: string | Readonly<Record<string, string>> | readonly (readonly [string, string])[]);
	get(name: string): string | null;
	getAll(name: string): string[];
	has(name: string): boolean;
	set(name: string, value: string): void;
	append(name: string, value: string): void;
	toString(): string;
	[Symbol.iterator](): IterableIterator<[string, string]>;
}

/** Base64 of characters up to U+00FF (HTML, section 8.3). */
declare function btoa(data: string): string;
declare function atob(data: string): string;
