// What may come to the relay page, as queries, and where it has to go, if anywhere.

export const frontEnds = [
	'https://code.example.com',
	'http://127.0.0.1:8443',
	'http://[::1]:8443',
	'http://localhost:8443',
	// An owner's mistake: plain http is for this machine alone.
	'http://plain.example.com',
] as const;

export const editorsOwn = '://latchkey.latchkey-gemini/oauth/callback';
/** What VS Code in a browser makes of it. */
export const webCallback =
	'/stable-0a1b2c/callback?vscode-reqid=1&vscode-scheme=code-oss&vscode-authority=latchkey.latchkey-gemini&vscode-path=%2Foauth%2Fcallback';

const random = 'Latchkey-relay_0123456789-abcdefghijklmnopq';
export const stateFor = (address: string | Uint8Array): string =>
	`${random}.${Buffer.from(address).toString('base64url')}`;
export const queryFor = (address: string, code = '4%2F0Ab'): string => `?state=${stateFor(address)}&code=${code}`;

export const schemes = [
	'vscode',
	'vscode-insiders',
	'vscodium',
	'vscodium-insiders',
	'code-oss',
	'cursor',
	'windsurf',
	'windsurf-next',
	'trae',
	'trae-cn',
	'kiro',
	'positron',
	'antigravity',
] as const;

/** Addresses that get the answer; what is added to them is the same for all. */
export const goodAddresses: readonly string[] = [
	...schemes.map((scheme) => `${scheme}${editorsOwn}`),
	`vscode${editorsOwn}?windowId=1`,
	`vscode${editorsOwn}?windowId=_blank&note=50%25`,
	`https://code.example.com${webCallback}`,
	`https://code.example.com/callback${webCallback.slice(webCallback.indexOf('?'))}`,
	`https://code.example.com${webCallback}&vscode-query=windowId%3D1`,
	`http://127.0.0.1:8443${webCallback}`,
	`http://[::1]:8443${webCallback}`,
	`http://localhost:8443${webCallback}`,
];

const unread = /for an address that no editor has/;
const unknown = /for an editor that this page does not know/;
const other = /for something else than Latchkey/;
const web = (from: string, to: string) => `https://code.example.com${webCallback.replace(from, to)}`;

/** Addresses that get nothing, by the reason that is given. */
export const badAddresses: readonly (readonly [string, RegExp])[] = [
	['latchkey', unread],
	['//code.example.com/callback', unread],
	['javascript:alert(1)', unknown],
	['javascript://latchkey.latchkey-gemini/oauth/callback', unknown],
	['JavaScript:alert(1)', unread],
	['data:text/html,<script>alert(1)</script>', unknown],
	[`file${editorsOwn}`, unknown],
	[`evil${editorsOwn}`, unknown],
	[`vscode-evil${editorsOwn}`, unknown],
	['vscode:latchkey.latchkey-gemini/oauth/callback', other],
	['vscode:/latchkey.latchkey-gemini/oauth/callback', other],
	['vscode:///latchkey.latchkey-gemini/oauth/callback', other],
	['vscode://evil.latchkey-gemini/oauth/callback', other],
	['vscode://latchkey.latchkey-gemini.evil/oauth/callback', other],
	['vscode://latchkey.latchkey-gemini./oauth/callback', other],
	['vscode://latchkey.latchkey-gemini:80/oauth/callback', other],
	['vscode://LATCHKEY.latchkey-gemini/oauth/callback', other],
	['vscode://l%61tchkey.latchkey-gemini/oauth/callback', other],
	['VSCode://latchkey.latchkey-gemini/oauth/callback', unread],
	['vscode://me@latchkey.latchkey-gemini/oauth/callback', unread],
	['vscode://:secret@latchkey.latchkey-gemini/oauth/callback', unread],
	['vscode://@latchkey.latchkey-gemini/oauth/callback', unread],
	[' vscode://latchkey.latchkey-gemini/oauth/callback', unread],
	['vscode://latchkey.latchkey-gemini/oauth/\tcallback', unread],
	['vscode://latchkey.latchkey-gemini/x/../oauth/callback', unread],
	['vscode://latchkey.latchkey-gemini/x/%2e%2e/oauth/callback', unread],
	['vscode://latchkey.latchkey-gemini\\oauth\\callback', unread],
	['vscode://latchkey.latchkey-gemini/oauth%2Fcallback', other],
	['vscode://latchkey.latchkey-gemini/oauth/callback/', other],
	['vscode://latchkey.latchkey-gemini/oauth/callbacks', other],
	['vscode://latchkey.latchkey-gemini/other', other],
	['vscode://latchkey.latchkey-gemini', other],
	[`vscode${editorsOwn}#`, unread],
	[`vscode${editorsOwn}?a=1#b`, unread],
	[`vscode${editorsOwn}?code=mine`, other],
	[`vscode${editorsOwn}?c%6Fde=mine`, other],
	[`vscode${editorsOwn}?a=1&a=2`, other],
	[`vscode${editorsOwn}?vscode-query=code%3Dmine`, other],
	[`https://other.example.com${webCallback}`, unknown],
	[`https://code.example.com:8443${webCallback}`, unknown],
	[`https://code.example.com.${webCallback}`, unknown],
	[`https://code.example.com.evil.example${webCallback}`, unknown],
	[`https://evil-code.example.com${webCallback}`, unknown],
	[`https://code.example.com@evil.example${webCallback}`, unread],
	[`https://me@code.example.com${webCallback}`, unread],
	[`https://code.example.com\\@evil.example${webCallback}`, unread],
	[`https://c\u043ede.example.com${webCallback}`, unread],
	[`https://code.example.com:443${webCallback}`, unread],
	[`HTTPS://code.example.com${webCallback}`, unread],
	[`http://code.example.com${webCallback}`, unknown],
	[`http://plain.example.com${webCallback}`, unknown],
	[`http://127.0.0.1:8444${webCallback}`, unknown],
	[`http://127.1:8443${webCallback}`, unread],
	[`ws://127.0.0.1:8443${webCallback}`, unknown],
	[`blob:https://code.example.com${webCallback}`, unknown],
	[`${web('', '')}#x`, unread],
	[web('latchkey.latchkey-gemini', 'evil.extension'), other],
	[web('latchkey.latchkey-gemini', 'Latchkey.latchkey-gemini'), other],
	[web('latchkey.latchkey-gemini', 'latchkey.latchkey-gemini%2F..'), other],
	[web('latchkey.latchkey-gemini', 'latchkey.latchkey-gemini&vscode-authority=evil.extension'), other],
	[web('latchkey.latchkey-gemini', 'latchkey.latchkey-gemini&vscode%2Dauthority=evil.extension'), other],
	[web('vscode-authority', 'x-authority'), other],
	[web('%2Foauth%2Fcallback', '%2Fother'), other],
	[web('%2Foauth%2Fcallback', '%252Foauth%252Fcallback'), other],
	[web('/callback?', '/callback/?'), other],
	[web('/callback?', '/%63allback?'), other],
	[web('/callback?', '/login?to=/callback&'), other],
	[`${web('', '')}&code=mine`, other],
	[`${web('', '')}&vscode-query=code%3Dmine`, other],
	[`${web('', '')}&vscode-fragment=code%3Dmine`, other],
];

const good = `vscode${editorsOwn}`;
const noEditor = /does not say which editor it is for/;
const tooLong = /is too long/;

/** Whole queries that get nowhere. */
export const badQueries: readonly (readonly [string, RegExp])[] = [
	['', /without the answer of a sign-in/],
	['?code=4%2F0Ab', /without the answer of a sign-in/],
	[`?state=${stateFor(good)}`, /neither a code nor an error/],
	[`?state=${random}&code=a`, noEditor],
	[`?state=${random}.&code=a`, noEditor],
	[`?state=${stateFor(good)}.x&code=a`, noEditor],
	[`?state=${stateFor(good).slice(1)}&code=a`, noEditor],
	[`?state=x${stateFor(good)}&code=a`, noEditor],
	[`?state=${encodeURIComponent(good)}&code=a`, noEditor],
	[`?state=${random}.!!!!&code=a`, noEditor],
	[`?state=${random}.abcde&code=a`, noEditor],
	[`?state=${random}.%0AdnNj&code=a`, noEditor],
	[`?state=${stateFor(Uint8Array.of(0xff, 0xfe))}&code=a`, noEditor],
	[`${queryFor(good)}&state=${stateFor(good)}`, /has “state” more than once/],
	[`${queryFor(good)}&code=b`, /has “code” more than once/],
	[`${queryFor(good)}&c%6Fde=b`, /has “code” more than once/],
	[`${queryFor(good)}&iss=a&iss=b`, /has “iss” more than once/],
	[queryFor(''), noEditor],
	[queryFor(good, 'x'.repeat(8192)), tooLong],
	// Within the limit as it comes, and beyond it once it is encoded and put behind the address.
	[queryFor(`${good}?${'a'.repeat(2600)}`, '*'.repeat(10) + '\u00e9'.repeat(700)), tooLong],
];
