import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Frame, Locator, Page } from 'playwright-core';
import { root } from '../bed/paths.ts';
import { until } from '../bed/until.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../bed/workbench.ts';
import { type Emulator, startEmulator } from '../emulator/emulator.ts';

export interface LatchkeyOptions extends Partial<WorkbenchOptions> {
	/** Further entries of the emulator setting: servers that the test starts, which may stand before the emulator. */
	readonly door?: (emulator: Emulator) => Promise<Readonly<Record<string, string>>>;
}

const open = new Set<Latchkey>();

// What the window showed when a test failed says more than the line it failed in.
afterEach(async (test) => {
	if (!('passed' in test) || test.passed) return;
	for (const { workbench } of open) {
		await workbench.screenshot(`failed/${test.name.replace(/\W+/g, '-')}`).catch(() => undefined);
	}
});

/** The workbench with Latchkey in it, used by keyboard, and an emulator to talk to. */
export class Latchkey {
	readonly workbench: Workbench;
	readonly emulator: Emulator;

	constructor(workbench: Workbench, emulator: Emulator) {
		this.workbench = workbench;
		this.emulator = emulator;
		open.add(this);
	}

	static async open({ door: further, ...options }: LatchkeyOptions = {}): Promise<Latchkey> {
		const emulator = await startEmulator();
		try {
			const door = {
				'generativelanguage.googleapis.com': emulator.origin,
				'aiplatform.googleapis.com': emulator.origin,
				'oauth2.googleapis.com': emulator.origin,
				'iamcredentials.googleapis.com': emulator.origin,
				'sts.googleapis.com': emulator.origin,
				'secretmanager.googleapis.com': emulator.origin,
				'cloudresourcemanager.googleapis.com': emulator.origin,
				'www.googleapis.com': emulator.origin,
				// Opened in the browser too, where VS Code would lead 127.0.0.1 to its own port forwarding.
				'accounts.google.com': emulator.originV6 ?? emulator.origin,
				...(await further?.(emulator)),
			};
			const machineSettings = { 'latchkey.emulator': door, ...options.machineSettings };
			const workbench = await openWorkbench({ extension: { developmentPath: root }, ...options, machineSettings });
			return new Latchkey(workbench, emulator);
		} catch (error) {
			await emulator.close();
			throw error;
		}
	}

	async close(): Promise<void> {
		open.delete(this);
		await this.workbench.close();
		await this.emulator.close();
	}

	/** Leaves whatever palette flow a test left open. */
	async leaveQuickInput(): Promise<void> {
		const { page, quickInput } = this.workbench;
		await until('the quick input to close', async () => {
			if (!(await quickInput.widget.isVisible())) return true;
			await page.keyboard.press('Escape');
			return false;
		});
	}

	/** Opens the palette flow and waits for its first question. */
	async startAdding(): Promise<void> {
		await this.workbench.runCommand('Latchkey: Add Gemini Profile');
		await this.workbench.quickInput.pick('API Key');
		await this.workbench.quickInput.waitFor('Paste a Gemini API key');
	}

	/** Types a key into the open flow and has it judged. */
	async enterKey(key: string): Promise<void> {
		await this.workbench.quickInput.type(key);
		await this.workbench.quickInput.accept();
	}

	/** The whole palette flow, with a key that Google accepts. */
	async addProfile(name: string, key: string = this.emulator.keys.valid): Promise<void> {
		const { quickInput } = this.workbench;
		await this.startAdding();
		await this.enterKey(key);
		await quickInput.waitFor('Give the profile a name');
		await quickInput.type(name);
		await quickInput.accept();
		await quickInput.widget.waitFor({ state: 'hidden' });
	}

	/** After a key that Google did not accept: saves it all the same. */
	async saveAnyway(name: string): Promise<void> {
		const { quickInput } = this.workbench;
		await quickInput.pick('Save Anyway');
		await quickInput.waitFor('Give the profile a name');
		await quickInput.type(name);
		await quickInput.accept();
		await this.workbench.waitForNotification(`“${name}” was saved as it is`);
	}

	/** Makes a profile the active one, by the palette. */
	async switchTo(name: string): Promise<void> {
		const { quickInput, runCommand } = this.workbench;
		// Right after a reload, while extensions start, VS Code at times closes what a command has just opened: a person asks again.
		for (let tries = 1; ; tries++) {
			await runCommand('Latchkey: Switch Profile');
			try {
				await quickInput.widget.first().waitFor({ timeout: 5_000 });
				await quickInput.waitFor('Which profile should requests use?');
				await quickInput.pick(name);
				return;
			} catch (error) {
				if (tries === 3) throw error;
			}
		}
	}

	async openPanel(): Promise<RequestPanelPage> {
		await this.workbench.runCommand('Latchkey: Open Request Panel');
		const panel = new RequestPanelPage(this.workbench, await this.#promptFrame());
		await panel.settle();
		return panel;
	}

	/** A list that is told to take the focus right after a reload takes it late. A person then clicks where they want to type. */
	async #promptFrame(): Promise<Frame> {
		const { webviewFrame } = this.workbench;
		const focused = await webviewFrame('main .prompt textarea:focus', 8_000).catch(() => undefined);
		if (focused) return focused;
		await (await webviewFrame('main .prompt')).locator('.prompt textarea').click();
		return webviewFrame('main .prompt textarea:focus');
	}

	/** Moves the focus to a profile in the side bar, by keyboard. */
	async focusProfile(name: string): Promise<void> {
		const { page } = this.workbench;
		const list = page.locator('.monaco-list:focus');
		// A view that was never open has no list to focus yet when it is asked to.
		await until('the focus in the profiles', async () => {
			await this.profileRows();
			return list.isVisible();
		});
		await page.keyboard.press('Home');
		await pressUntil(this.workbench.page, 'ArrowDown', list.locator(`.focused[aria-label^="${name},"]`));
	}

	/** Opens a profile's menu in the side bar and takes an entry, by keyboard. */
	async chooseFromMenu(profile: string, entry: string): Promise<void> {
		await this.focusProfile(profile);
		await this.pickFromContextMenu(entry);
	}

	/** Opens the menu of what has the focus and takes an entry, by keyboard. */
	async pickFromContextMenu(entry: string): Promise<void> {
		const { page } = this.workbench;
		await page.keyboard.press('Shift+F10');
		await page.getByRole('menuitem', { name: entry }).waitFor();
		await pressUntil(
			this.workbench.page,
			'ArrowDown',
			page.locator('.monaco-menu .action-item.focused').filter({ hasText: entry }),
		);
		await page.keyboard.press('Enter');
	}

	/** Waits until the status bar names the profile that requests use. */
	async waitForStatusBar(text: string | RegExp): Promise<void> {
		await this.statusBarItem.filter({ hasText: text }).waitFor();
	}

	get statusBarItem(): Locator {
		return this.workbench.page.locator('.statusbar-item[id$="latchkey.profile"]');
	}

	/** The file with the list of profiles, which all windows share. */
	get indexFile(): string {
		const storage = 'data/User/globalStorage/latchkey.latchkey-gemini';
		return join(this.workbench.server.dataDir, storage, 'profiles.json');
	}

	/** Changes what the list says of a profile, as another window, or who edits the file by hand; answers what it said before. */
	changeListed(profile: string, traits: object): object {
		const list = JSON.parse(readFileSync(this.indexFile, 'utf8')) as {
			revision: number;
			profiles: Record<string, unknown>[];
		};
		const profiles = list.profiles.map((each) => (each['name'] === profile ? { ...each, ...traits } : each));
		writeFileSync(this.indexFile, JSON.stringify({ ...list, revision: list.revision + 1, profiles }));
		const before = list.profiles.find(({ name }) => name === profile) ?? {};
		return Object.fromEntries(Object.keys(traits).map((trait) => [trait, before[trait]]));
	}

	/** Waits until a profile of the side bar has this spoken label. */
	async waitForRow(label: string): Promise<void> {
		await this.workbench.page.locator(`.monaco-list-row[aria-label="${label}"]`).waitFor();
	}

	/** Waits until the side bar, which it opens, lists just these profiles by their spoken labels. */
	async waitForRows(labels: readonly string[]): Promise<void> {
		let rows = await this.profileRows();
		const isThere = () => isDeepStrictEqual(rows, labels);
		// The list is drawn a moment after what it tells of.
		for (let tries = 0; !isThere() && tries < 20; tries++) {
			await this.workbench.page.waitForTimeout(100);
			rows = await this.profileRows();
		}
		assert.deepEqual(rows, labels);
	}

	/** The spoken labels of the profiles in the side bar. */
	async profileRows(): Promise<string[]> {
		await this.workbench.runCommand('Latchkey: Focus on Profiles View');
		const tree = this.workbench.page.locator(
			'[aria-label="Profiles"].monaco-list, [aria-label="Profiles"] .monaco-list',
		);
		const rows = tree.locator('.monaco-list-row');
		await rows.first().waitFor();
		return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
	}
}

/** The page of a request panel. */
export class RequestPanelPage {
	readonly frame: Frame;
	readonly #workbench: Workbench;

	constructor(workbench: Workbench, frame: Frame) {
		this.#workbench = workbench;
		this.frame = frame;
	}

	get prompt(): Locator {
		return this.frame.locator('.prompt textarea');
	}

	/** Puts the cursor into the prompt. */
	async focus(): Promise<void> {
		await this.prompt.click();
		await this.settle();
	}

	/**
	 * The workbench learns by messages that a webview has the focus, with nothing to see, and then gives it the focus once
	 * more, also from a palette opened meanwhile. A person is never that quick.
	 */
	async settle(): Promise<void> {
		await this.frame.locator('.prompt textarea:focus').waitFor();
		await this.#workbench.page.waitForTimeout(200);
	}

	/** Types a prompt where the cursor is put by itself, and sends it by keyboard. */
	async send(prompt: string): Promise<void> {
		await this.type(prompt);
		const seen = await this.#enterKeys();
		await until('Enter to reach the page', async () => {
			await this.#workbench.page.keyboard.press('ControlOrMeta+Enter');
			const arrived = until('it', async () => (await this.#enterKeys()) > seen, { timeoutMs: 2_000 });
			return arrived.catch(() => this.#focusAgain());
		});
	}

	async type(prompt: string): Promise<void> {
		await this.frame.locator('.prompt textarea:focus').waitFor();
		await until('the text in the prompt', async () => {
			await this.#workbench.page.keyboard.press('ControlOrMeta+A');
			await this.#workbench.page.keyboard.insertText(prompt);
			const stands = until('it', async () => (await this.prompt.inputValue()) === prompt, { timeoutMs: 2_000 });
			return stands.then(() => true).catch(() => this.#focusAgain());
		});
	}

	/** The workbench took the focus meanwhile, with nothing to see: a person clicks into the prompt and types again. */
	async #focusAgain(): Promise<false> {
		await this.focus();
		return false;
	}

	/** How many times Enter was pressed in this page since it was first asked. */
	async #enterKeys(): Promise<number> {
		return await this.frame.evaluate(() => {
			const { dataset } = document.documentElement;
			if (dataset['enterKeys'] === undefined) {
				dataset['enterKeys'] = '0';
				const count = ({ key }: KeyboardEvent) => {
					if (key === 'Enter') dataset['enterKeys'] = String(Number(dataset['enterKeys']) + 1);
				};
				window.addEventListener('keydown', count, { capture: true });
			}
			return Number(dataset['enterKeys']);
		});
	}

	/** Moves the focus backwards from the prompt to a field, by keyboard. */
	async tabBackTo(selector: string): Promise<void> {
		await pressUntil(this.#workbench.page, 'Shift+Tab', this.frame.locator(`${selector}:focus`));
	}

	/** Moves the focus forwards to the prompt. */
	async tabToPrompt(): Promise<void> {
		await pressUntil(this.#workbench.page, 'Tab', this.frame.locator('.prompt textarea:focus'));
	}

	/** Waits until the turn that was sent is over: the status of the one before may say the same. */
	async ended(): Promise<void> {
		await this.frame.locator('button.command:enabled', { hasText: /^Send$/ }).waitFor();
	}

	async status(text: string | RegExp): Promise<void> {
		const status = this.frame.locator('.status');
		try {
			await status.filter({ hasText: text }).waitFor();
		} catch (error) {
			const said = await status.textContent({ timeout: 1_000 }).catch(() => 'nothing');
			throw new Error(`Waited in vain for the status “${text}”; it says “${said}”.`, { cause: error });
		}
	}

	async answer(): Promise<string> {
		return (await this.frame.locator('.answer').textContent()) ?? '';
	}

	async failure(title: string): Promise<string> {
		const block = this.frame.locator('.failure').filter({ hasText: title });
		await block.waitFor();
		return (await block.textContent()) ?? '';
	}
}

/** Presses a key as often as it takes, as a person who looks for something does. */
export async function pressUntil(page: Page, key: string, there: Locator): Promise<void> {
	await until(`${key} to lead to ${there}`, async () => {
		if (await there.isVisible()) return true;
		await page.keyboard.press(key);
		return there.isVisible();
	});
}
