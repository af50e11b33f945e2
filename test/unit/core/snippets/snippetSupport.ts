import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Draft } from '../../../../src/core/gemini/draft.ts';
import type { Method, Profile } from '../../../../src/core/profiles/profile.ts';
import type { Snippet } from '../../../../src/core/snippets/snippet.ts';
import type { Emulator } from '../../../emulator/emulator.ts';
import { cloudPlatform } from '../../../emulator/oauth/scopes.ts';
import { assertionClaims, keyFileOf, redeemed, signedBy } from '../../emulator/machineSupport.ts';
import { aProfile } from '../aProfile.ts';
import { scratchFolder } from '../secretSources/scratchFolder.ts';

export const model = 'gemini-flash-latest';

/** Texts that would break out of a quotation, or be taken for something else, somewhere. */
export const hostilePrompts: readonly string[] = [
	`all quotes: ' " \` ''' """ \`\`\` ‘ ’ ‚ ‛ “ ” '' "" '@ "@ \n'@\n"@ ;`,
	'lines\nand\r\nmore\n\nJSON\nEOF\n\n###\nGET http://127.0.0.1/\n\t\vend\\',
	'$(touch x) `touch x` $' + '{HOME} $HOME $env:PATH $($env:PATH) !! !x; touch x & touch x | touch x > x',
	'%PATH% %% ^ & | < > ( ) !PATH! %1 ^"& echo x',
	'{{$processEnv HOME}} {{GEMINI_API_KEY}} {{{x}}} {{$guid}} #{x} $' + '{x} {0} %s',
	'😀 👩‍👩‍👧 é e\u0301 \u2028 \u2029 \u0085 \ufeff \u202e \u200b \u{e0041} \0 \u0001 \u001b[31m \u007f',
	'</script><!-- --> ]]> \\u0022 \\\\u0022 \\ \\\\ \\n \\" \\x22 \\',
	'half a pair: \ud83d and \ude00 the other',
	`long ${'"\\\'%\n $(x)'.repeat(5_000)}`,
	'-d @/etc/passwd',
];

export const aDraft = (different: Partial<Draft> = {}): Draft => ({ model, prompt: 'Say "hello"', ...different });

/** Everything that a request can say. */
export const fullDraft = (different: Partial<Draft> = {}): Draft =>
	aDraft({ system: `Be 'brief' "now"`, temperature: 0.5, maxOutputTokens: 100, thinking: 'low', ...different });

const scopes = [cloudPlatform];
const server = {
	issuer: 'https://id.example',
	authorization_endpoint: 'https://id.example/auth',
	token_endpoint: 'https://id.example/token',
};

const common = ({ id, secretVersion, name, createdAt } = aProfile()) => ({ id, secretVersion, name, createdAt });

/** One profile of each method. */
export const profiles: { readonly [M in Method]: Extract<Profile, { method: M }> } = {
	'api-key': aProfile(),
	'oauth-user': {
		...common(),
		method: 'oauth-user',
		server,
		client: { id: 'client-id', kind: 'public' } as never,
		scopes,
	},
	'oauth-client-credentials': {
		...common(),
		method: 'oauth-client-credentials',
		server,
		clientId: 'client-id',
		clientAuth: 'client_secret_basic',
		scopes,
		parameters: {},
	},
	'access-token': { ...common(), method: 'access-token', account: '', scopes },
	'service-account': {
		...common(),
		method: 'service-account',
		email: 'robot@p.iam.gserviceaccount.com',
		keyId: 'k',
		projectId: 'p',
		scopes,
		signing: 'exchange',
	},
	impersonation: {
		...common(),
		method: 'impersonation',
		sourceId: 'other',
		email: 'robot@p.iam.gserviceaccount.com',
		delegates: ['between@p.iam.gserviceaccount.com'],
		lifetime: 3600,
		scopes,
	},
	adc: { ...common(), method: 'adc', scopes },
	'workload-identity': {
		...common(),
		method: 'workload-identity',
		audience: '//iam.googleapis.com/x',
		proofFrom: '/tmp/proof',
		scopes,
	},
};
export const methods = Object.keys(profiles) as Method[];

/** An access token that the emulator takes. */
export async function accessTokenOf(emulator: Emulator): Promise<string> {
	const email = emulator.serviceAccounts.add(`caller-${emulator.serviceAccounts.list.length}`);
	const { body } = await redeemed(emulator, await signedBy(await keyFileOf(emulator, email), assertionClaims(email)));
	return body.access_token;
}

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a program with these variables and no others but where programs lie. */
export function run(
	command: string,
	args: readonly string[],
	{ folder, env = {}, input }: { folder: string; env?: Record<string, string>; input?: string },
): Promise<Ended> {
	const { PATH = '', HOME = '' } = process.env;
	return new Promise((resolve) => {
		const child = execFile(
			command,
			[...args],
			{ cwd: folder, env: { PATH, HOME, ...env }, maxBuffer: 64 * 1024 * 1024 },
			(_, stdout, stderr) => {
				void ended.then(([code]) => resolve({ code: code as number | null, stdout, stderr }));
			},
		);
		const ended = once(child, 'exit');
		child.stdin?.end(input);
	});
}

/** The snippet as the file that it would be saved as. */
export async function saved(
	t: TestContext,
	snippet: Snippet,
	folder?: string,
): Promise<{ folder: string; path: string }> {
	const place = folder ?? (await scratchFolder(t));
	const path = join(place, snippet.fileName);
	await writeFile(path, snippet.text);
	return { folder: place, path };
}

/** Whether a program is there to check with; if not, the reason to skip. */
export const missing = async (command: string, ...args: readonly string[]): Promise<string | false> =>
	new Promise((resolve) => {
		execFile(command, [...args], (error) => resolve(error ? `${command} is not on this machine` : false));
	});
