import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { explain } from '../../core/http/exchange.ts';
import { pageErrors } from '../../core/oauth/pageErrors.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice, askText, type Choice } from '../quickInput/ask.ts';
import { addressInBrowser } from './browser.ts';
import type { RunningSignIn } from './runningSignIns.ts';

type Act = (running: RunningSignIn) => Promise<unknown>;

/** Everything that can be done about a sign-in that waits for the browser. `only`: `paste` goes straight to the box for it. */
export async function continueSignIn(parts: Parts, given?: unknown, only?: unknown): Promise<void> {
	const { running } = await parts.signIn();
	// The link of a notification that is about to go may name one that has ended.
	const signIn = typeof given === 'string' ? running.find(given) : await pickRunning(running.all);
	if (!signIn) {
		return;
	}
	if (only === 'paste') {
		await paste(signIn);
		return;
	}
	const asked = await askChoice({
		title: l10n.t('Sign-In at {0}', signIn.name),
		canGoBack: false,
		prompt: signIn.waiting.way.reason,
		choices: choicesFor(signIn),
	});
	if (typeof asked !== 'string') {
		await asked.value(signIn);
	}
}

async function pickRunning(all: readonly RunningSignIn[]): Promise<RunningSignIn | undefined> {
	if (all.length < 2) {
		if (all.length === 0) {
			void vscode.window.showInformationMessage(l10n.t('No sign-in is waiting.'));
		}
		return all[0];
	}
	const choices = all.map((each) => ({ label: each.name, description: each.waiting.way.label, value: each }));
	const asked = await askChoice({ title: l10n.t('Which sign-in?'), canGoBack: false, choices });
	return typeof asked === 'string' ? undefined : asked.value;
}

function choicesFor({ ways, waiting }: RunningSignIn): readonly Choice<Act>[] {
	const choice = (icon: string, label: string, detail: string, value: Act): Choice<Act> => ({
		label,
		detail: plainText(detail),
		iconPath: new vscode.ThemeIcon(icon),
		value,
	});
	return [
		choice(
			'clippy',
			l10n.t('Paste the Address or Code'),
			l10n.t('The address your browser ended at, whatever the page there shows.'),
			paste,
		),
		choice(
			'link-external',
			l10n.t('Open the Browser Again'),
			l10n.t('The same page, in case it was closed.'),
			({ waiting: now }) => now.openBrowser(),
		),
		choice('copy', l10n.t('Copy the Link'), l10n.t('To open it in another browser or on another machine.'), copyLink),
		choice(
			'error',
			l10n.t('The Page Shows an Error'),
			l10n.t('Some errors never come back here. Say which, and read what cures it.'),
			tellPageError,
		),
		...ways
			.filter((each) => each.id !== waiting.way.id)
			.map((each) =>
				each.is === 'impossible'
					? choice('circle-slash', l10n.t('Not here: {0}', each.label), each.reason, async () =>
							vscode.window.showInformationMessage(plainText(`${each.reason} ${each.needs}`)),
						)
					: choice('arrow-swap', l10n.t('Another way: {0}', each.label), each.reason, async ({ switchTo }) =>
							switchTo(each),
						),
			),
		choice('close', l10n.t('Cancel the Sign-In'), l10n.t('Nothing is changed.'), async ({ waiting: now }) =>
			now.cancel(),
		),
	];
}

async function paste({ name, waiting }: RunningSignIn): Promise<void> {
	await askText({
		title: l10n.t('Sign-In at {0}: Paste the Answer', name),
		canGoBack: false,
		prompt: l10n.t(
			'Approve in the browser, then copy the address it ends at, even if that page cannot be reached, and paste it here. The code alone will do too.',
		),
		placeholder: `${waiting.redirectUri}?state=…&code=…`,
		value: '',
		// What it holds is good for one use within minutes, but not for whoever looks over a shoulder.
		password: true,
		accept: (text) => waiting.paste(text),
		until: waiting.end,
	});
}

async function copyLink({ waiting }: RunningSignIn): Promise<void> {
	await vscode.env.clipboard.writeText(addressInBrowser(waiting.authorizationUrl) ?? waiting.authorizationUrl);
	vscode.window.setStatusBarMessage(l10n.t('The link to sign in was copied.'), 5000);
}

async function tellPageError({ name, waiting }: RunningSignIn): Promise<void> {
	const asked = await askChoice({
		title: l10n.t('What does the page of {0} say?', name),
		canGoBack: false,
		choices: pageErrors().map(({ error, label, cure }) => ({ label, detail: cure, value: error })),
	});
	if (typeof asked !== 'string') {
		const url = waiting.request.server.authorization_endpoint ?? '';
		waiting.fail(await explain({ body: `?error=${asked.value}` }, { url }, []));
	}
}
