import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { newAuthority } from '../bed/certificates.ts';
import { type ConnectProxy, startConnectProxy } from '../bed/connectProxy.ts';
import { removeScratch, scratchFolder } from '../bed/scratch.ts';
import type { Settings } from '../bed/serverData.ts';
import { startTlsFront, type TlsFront } from '../bed/tlsFront.ts';
import { until } from '../bed/until.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';
import { Cards } from './cards.ts';
import { expectSetting } from './expectSetting.ts';
import { filesWith } from './findText.ts';
import { Latchkey, type RequestPanelPage } from './latchkey.ts';

// Google is asked for under its own name: the emulator door is shut, since VS Code asks no proxy for addresses of this machine.
// What plays Google stands behind the proxy, speaks TLS with a certificate for Google's hosts, and is the emulator again.
//
// The window takes `http.*` from the user settings, which a window in the browser reads when it is loaded; so what can change
// without them changes at the proxy. Which certificates count is read once: the fetch of an extension trusts what Node
// calls the system's (on Linux the file named by SSL_CERT_FILE), and in its stead, where `http.systemCertificates` is off,
// Node's own list with NODE_EXTRA_CA_CERTS. Other systems have stores that a test cannot fill.

const gemini = 'generativelanguage.googleapis.com';
const tokenHost = 'oauth2.googleapis.com';
const tunnelTo = (host: string) => `CONNECT ${host}:443`;
const password = 'MARKER:proxy p@ssword';
const credentials = `ada:${password}`;

const linuxOnly = process.platform === 'linux' ? false : 'only Linux lets a test name the certificates of the system';

const scratch = scratchFolder('proxy');
const userDataDir = join(scratch, 'user');
let google: Emulator;
/** Google itself, and proxies that read what they pass on, by who vouches for their certificate. */
let fronts: Record<'google' | 'knownToSystem' | 'knownToNode' | 'unknown', TlsFront>;
let proxy: ConnectProxy;
let latchkey: Latchkey;
let panel: RequestPanelPage;

describe('behind a proxy', { skip: linuxOnly }, () => {
	before(async () => {
		google = await startEmulator();
		const intercepting = async (name: string) => {
			const authority = await newAuthority(name);
			const { key, cert } = await authority.issue([gemini, tokenHost, 'www.googleapis.com']);
			return { authority, front: await startTlsFront({ key, cert: `${cert}\n${authority.cert}` }, google.origin) };
		};
		const [itself, knownToSystem, knownToNode, unknown] = await Promise.all(
			['Google', 'Company', 'Company of old', 'Nobody'].map(intercepting),
		);
		assert.ok(itself && knownToSystem && knownToNode && unknown);
		fronts = {
			google: itself.front,
			knownToSystem: knownToSystem.front,
			knownToNode: knownToNode.front,
			unknown: unknown.front,
		};
		const systemCertificates = join(scratch, 'system.pem');
		const extraCertificates = join(scratch, 'extra.pem');
		writeFileSync(systemCertificates, `${itself.authority.cert}\n${knownToSystem.authority.cert}\n`);
		writeFileSync(extraCertificates, `${knownToNode.authority.cert}\n`);
		proxy = await startConnectProxy({ port: fronts.google.port });
		latchkey = await Latchkey.open({
			userDataDir,
			settings: { 'http.proxy': `http://${proxy.authority}` },
			machineSettings: { 'latchkey.emulator': {} },
			serverNodeArgs: ['--import', pathToFileURL(join(import.meta.dirname, '../bed/fewNames.mjs')).href],
			serverEnv: {
				SSL_CERT_FILE: systemCertificates,
				NODE_EXTRA_CA_CERTS: extraCertificates,
				GCE_METADATA_HOST: `metadata.google.internal:${google.port}`,
				// A machine behind a proxy of its own would exempt hosts from it.
				NO_PROXY: '',
				no_proxy: '',
				GOOGLE_APPLICATION_CREDENTIALS: '',
				CLOUDSDK_CONFIG: scratch,
			},
		});
	});
	after(async () => {
		await latchkey.close();
		await Promise.all([proxy, ...Object.values(fronts), google].map((each) => each.close()));
		removeScratch(scratch);
	});

	/** Replaces the user settings, and loads the window anew with them. */
	async function settle(settings: Settings): Promise<void> {
		await latchkey.workbench.runCommand('View: Close All Editors');
		latchkey.workbench.writeSettings(settings);
		await latchkey.workbench.reload();
		panel = await latchkey.openPanel();
	}

	/** What the proxy is asked for, and the requests that arrive behind it, while something is done. */
	async function during(front: TlsFront, what: () => Promise<void>) {
		const [calls, requests] = [proxy.calls.length, front.requests.length];
		await what();
		return {
			asked: [...new Set(proxy.calls.slice(calls).map(({ method, target }) => `${method} ${target}`))],
			arrived: front.requests.slice(requests),
		};
	}

	let prompts = 0;
	/** Sends a prompt like no other, so that nothing of before is taken for what becomes of it. */
	async function send(): Promise<string> {
		const prompt = `Hello ${++prompts}`;
		await panel.send(prompt);
		return prompt;
	}

	async function sendAndFail(title: string): Promise<string> {
		await send();
		return panel.failure(title);
	}

	async function sendAndAnswer(): Promise<void> {
		const prompt = await send();
		await panel.frame
			.locator('.answer')
			.filter({ hasText: `“${prompt}”` })
			.waitFor();
		await panel.status('Answered');
	}

	test('check, list of models and prompt of an API key go through the proxy', async () => {
		const { asked, arrived } = await during(fronts.google, async () => {
			await latchkey.addProfile('Work', google.keys.valid);
			panel = await latchkey.openPanel();
			await sendAndAnswer();
		});
		assert.deepEqual(asked, [tunnelTo(gemini)]);
		const paths = new Set(arrived.map((request) => request.replace(/\/gemini-[^:]*/, '/…')));
		assert.deepEqual([...paths].sort(), [
			`GET ${gemini}/v1beta/models`,
			`POST ${gemini}/v1beta/models/…:countTokens`,
			`POST ${gemini}/v1beta/models/…:streamGenerateContent`,
		]);
	});

	test('a token is asked for through the proxy as well', async () => {
		const { quickInput, runCommand, waitForNotification } = latchkey.workbench;
		const json = await google.serviceAccounts.keyJson(google.serviceAccounts.seeded.runner);
		const { asked, arrived } = await during(fronts.google, async () => {
			await runCommand('Latchkey: Add Gemini Profile');
			await quickInput.pick('Service Account');
			await quickInput.pick('Paste the File’s Content');
			await quickInput.waitFor('Paste the whole content of the key file');
			await quickInput.type(json);
			await quickInput.accept();
			await quickInput.waitFor('How are tokens to be had?');
			await quickInput.pick('Ask Google for a Token');
			await quickInput.waitFor('Give the profile a name');
			await quickInput.type('Robot');
			await quickInput.accept();
			await waitForNotification('“Robot” is ready');
		});
		assert.ok(asked.includes(tunnelTo(tokenHost)));
		assert.ok(arrived.includes(`POST ${tokenHost}/token`));
	});

	test('the metadata server of the machine is asked without the proxy', async () => {
		const { quickInput, runCommand, screenshot } = latchkey.workbench;
		google.metadata.turnOn();
		const { asked } = await during(fronts.google, async () => {
			await runCommand('Latchkey: Add Gemini Profile');
			await quickInput.pick('Application Default Credentials');
			await quickInput.waitFor('metadata.google.internal');
			await screenshot('proxy-metadata');
		});
		assert.ok(
			google.calls.some(({ path }) => path.startsWith('/computeMetadata/')),
			'the metadata server was asked',
		);
		assert.deepEqual(asked, []);
		await latchkey.leaveQuickInput();
		await latchkey.switchTo('Work');
		await panel.focus();
	});

	test('a proxy that wants a password is named as the cause, and nothing gets past it', async () => {
		await proxy.behave({ port: fronts.google.port, credentials });
		const { asked, arrived } = await during(fronts.google, async () => {
			const shown = await sendAndFail('Something other than Google answered');
			assert.match(shown, /A proxy wants a user name and a password/);
		});
		assert.deepEqual([asked, arrived], [[tunnelTo(gemini)], []]);
		await latchkey.workbench.screenshot('proxy-password');
	});

	test('a proxy that forbids the host is named as the cause', async () => {
		await proxy.behave({ port: fronts.google.port, refuseWith: 403 });
		const { arrived } = await during(fronts.google, async () => {
			await send();
			assert.match(await panel.failure('HTTP 403'), new RegExp(`A proxy did not lead the call on to ${gemini}`));
		});
		assert.deepEqual(arrived, []);
	});

	test('a proxy that reads along and is not trusted gets to see no request', async () => {
		for (const front of [fronts.unknown, fronts.knownToNode]) {
			await proxy.behave({ port: front.port });
			const { asked, arrived } = await during(front, async () => {
				const shown = await sendAndFail('Secure connection failed');
				assert.match(shown, /SELF_SIGNED_CERT_IN_CHAIN/);
				await new Cards(latchkey, panel).press('open-certificate-settings');
				await expectSetting(latchkey.workbench, 'http.systemCertificates');
				await panel.focus();
			});
			assert.deepEqual([asked, arrived], [[tunnelTo(gemini)], []]);
			await proxy.behave({ port: fronts.google.port });
			await sendAndAnswer();
		}
		await latchkey.workbench.screenshot('proxy-untrusted');
	});

	test('a proxy that reads along with an authority that the system knows is trusted', async () => {
		await proxy.behave({ port: fronts.knownToSystem.port });
		const { arrived } = await during(fronts.knownToSystem, sendAndAnswer);
		assert.ok(arrived.some((request) => request.endsWith(':streamGenerateContent')));
	});

	test('a proxy that is not there is named by its address', async () => {
		await proxy.close();
		assert.match(
			await sendAndFail('Could not reach the server'),
			new RegExp(`ECONNREFUSED ${proxy.authority.replace(':', ' port ')}`),
		);
		proxy = await startConnectProxy({ port: fronts.google.port, credentials });
	});

	test('a password in the settings opens the proxy, and is in no log and in no panel', async () => {
		await settle({
			'http.proxy': `http://ada:${encodeURIComponent(password)}@${proxy.authority}`,
			// VS Code's own history of files would keep a copy of the settings.
			'workbench.localHistory.enabled': false,
		});
		const { arrived } = await during(fronts.google, sendAndAnswer);
		assert.ok(arrived.some((request) => request.endsWith(':streamGenerateContent')));
		await proxy.behave({ port: fronts.google.port, credentials: 'ada:another' });
		const shown = await sendAndFail('Something other than Google answered');
		assert.match(shown, /A proxy wants a user name and a password/);
		const words = [password, encodeURIComponent(password), credentials];
		assert.ok(words.every((word) => !shown.includes(word)));
		const { dataDir } = latchkey.workbench.server;
		// VS Code itself writes what it tells its host of agents into a log of its own, this setting included.
		const found = filesWith(dataDir, words).filter((file) => !/[\\/]ahp[\\/]ahp-[^\\/]*\.jsonl$/.test(file));
		assert.deepEqual(found, [join(dataDir, 'data/User/settings.json')]);
	});

	test('without the certificates of the system those of Node’s environment count', async () => {
		await proxy.behave({ port: fronts.knownToNode.port });
		const { asked, arrived } = await during(fronts.knownToNode, async () => {
			await settle({ 'http.proxy': `http://${proxy.authority}`, 'http.systemCertificates': false });
			// Right after a reload VS Code may not have loaded other certificates yet: a person sends again.
			await until('an answer', async () => {
				await send();
				await panel.status(/Answered|Failed/);
				return /Answered/.test((await panel.frame.locator('.status').textContent()) ?? '');
			});
		});
		assert.deepEqual(asked, [tunnelTo(gemini)]);
		assert.ok(arrived.some((request) => request.endsWith(':streamGenerateContent')));
	});

	for (const [what, settings] of [
		['is switched off', { 'http.proxySupport': 'off' }],
		['is not meant for the host', { 'http.noProxy': [gemini] }],
	] as const) {
		test(`a proxy that ${what} is not asked`, async () => {
			await settle({ 'http.proxy': `http://${proxy.authority}`, ...settings });
			const { asked } = await during(fronts.google, async () => {
				await send();
				// No name is found without the proxy here; one attempt is enough to know.
				await panel.frame
					.locator('.status, .failure')
					.filter({ hasText: 'Could not reach the server' })
					.first()
					.waitFor();
				await latchkey.workbench.page.keyboard.press('Escape');
			});
			assert.deepEqual(asked, []);
		});
	}
});
