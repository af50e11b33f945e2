import type { TestContext } from 'node:test';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';

/** An emulator for one test; it ends with the test. */
export async function emulatorFor(
	test: TestContext,
	options: Parameters<typeof startEmulator>[0] = {},
): Promise<Emulator> {
	const emulator = await startEmulator(options);
	test.after(() => emulator.close());
	return emulator;
}

export const userSays = (text: string) => ({ contents: [{ role: 'user', parts: [{ text }] }] });

/** POSTs to a method of gemini-3.8-flash, e.g. `generateContent` or `streamGenerateContent?alt=sse`. */
export function call(
	emulator: Emulator,
	method: string,
	body: unknown,
	options: {
		readonly model?: string;
		readonly version?: string;
		readonly headers?: Record<string, string>;
		readonly signal?: AbortSignal;
	} = {},
): Promise<Response> {
	const {
		model = 'gemini-3.8-flash',
		version = 'v1beta',
		headers = { 'x-goog-api-key': emulator.keys.valid },
	} = options;
	return fetch(`${emulator.origin}/${version}/models/${model}:${method}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		...(options.signal === undefined ? {} : { signal: options.signal }),
	});
}

type Info = { readonly '@type': string; readonly reason?: string; readonly fieldViolations?: readonly Violation[] };
type Violation = { readonly field?: string; readonly description: string };
export type ErrorBody = {
	readonly error: {
		readonly code: number;
		readonly message: string;
		readonly status: string;
		readonly details?: readonly Info[];
	};
};

export async function errorOf(response: Response): Promise<ErrorBody['error']> {
	const body = JSON.parse(await response.text()) as ErrorBody | readonly ErrorBody[];
	const first = Array.isArray(body) ? (body[0] as ErrorBody) : (body as ErrorBody);
	return first.error;
}

export type Answer = {
	readonly candidates?: readonly {
		readonly content?: { readonly parts?: readonly { readonly text?: string; readonly thought?: boolean }[] };
		readonly finishReason?: string;
		readonly index?: number;
	}[];
	readonly promptFeedback?: {
		readonly blockReason: string;
		readonly safetyRatings?: readonly {
			readonly category: string;
			readonly probability: string;
			readonly blocked?: boolean;
		}[];
	};
	readonly usageMetadata?: Record<string, number>;
	readonly modelVersion?: string;
};

export const textOf = (answer: Answer | undefined) =>
	(answer?.candidates?.[0]?.content?.parts ?? []).map(({ text }) => text ?? '').join('');

/** The `data:` events of a body, as the specification of event streams reads them. */
export function eventsOf(body: string): Answer[] {
	return body
		.split(/\r\n\r\n/)
		.filter((event) => event.startsWith('data: '))
		.map((event) => JSON.parse(event.slice('data: '.length)) as Answer);
}

/** Resolves when the condition holds; the test runner's own time limit ends a wait that never does. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) {
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
