import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
	type Configuration,
	hostToConfirm,
	type ReadConfiguration,
	readConfigurationText,
} from '../../core/federation/configuration.ts';
import { inBrowser } from '../adc/inBrowser.ts';
import type { Parts } from '../parts.ts';
import { plainText } from '../plainText.ts';
import { askChoice, askText, type Choice } from '../quickInput/ask.ts';
import { chooseJsonFile, sayRefused } from '../quickInput/jsonFile.ts';
import type { Step } from '../quickInput/steps.ts';
import { type Place, placesOf } from './placesOf.ts';

/** A configuration that passed every check, whose places the person has seen. */
export type EnteredConfiguration = { readonly configuration: Configuration; readonly text: string };

type Frame = { readonly title: string; readonly canGoBack: boolean };
type Then = (entered: EnteredConfiguration) => Step;

const guide = 'https://cloud.google.com/iam/docs/workload-identity-federation-with-other-providers';

/** Asks for the configuration of a workload identity, and shows where it leads before it is used. */
export const configurationStep =
	(parts: Parts, frame: Frame, then: Then): Step =>
	async () => {
		if (!(await parts.signIn()).machine) {
			const asked = await askChoice({
				...frame,
				prompt: inBrowser(),
				choices: [{ label: l10n.t('Go Back'), iconPath: new vscode.ThemeIcon('arrow-left'), value: 'back' }],
			});
			return asked === 'left' ? 'end' : 'back';
		}
		const asked = await askChoice({
			...frame,
			prompt: l10n.t(
				'The file that “gcloud iam workload-identity-pools create-cred-config” writes (external_account).',
			),
			choices: [
				{
					label: l10n.t('Choose the Configuration File'),
					iconPath: new vscode.ThemeIcon('folder-opened'),
					value: 'file',
				},
				{
					label: l10n.t('Paste the File’s Content'),
					iconPath: new vscode.ThemeIcon('clippy'),
					value: 'paste',
				},
				{
					label: l10n.t('Answer Questions Instead'),
					detail: l10n.t('Pool, provider and where the proof comes from: Latchkey writes the configuration.'),
					iconPath: new vscode.ThemeIcon('wand'),
					value: 'wizard',
				},
				{
					label: l10n.t('How to Make a Pool and a Provider'),
					detail: l10n.t('Opens Google’s guide.'),
					iconPath: new vscode.ThemeIcon('link-external'),
					value: 'page',
				},
			],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		switch (asked.value) {
			case 'paste':
				return { next: pasteStep(frame, then) };
			case 'wizard': {
				const { configurationWizard } = await import('./configurationWizard.ts');
				const { title } = frame;
				return {
					next: configurationWizard({ title, canGoBack: true }, (entered) =>
						reviewStep({ title, canGoBack: true }, entered, then),
					),
				};
			}
			case 'page':
				await vscode.env.openExternal(vscode.Uri.parse(guide));
				return configurationStep(parts, frame, then)();
			default: {
				const chosen = await chooseJsonFile(l10n.t('Choose the Configuration File'));
				const read = chosen && readConfigurationText(chosen.text);
				if (chosen && read?.ok) {
					return { next: reviewStep(frame, { configuration: read.configuration, text: chosen.text }, then) };
				}
				if (read && !read.ok) {
					sayRefused(read.message);
				}
				return configurationStep(parts, frame, then)();
			}
		}
	};

const pasteStep =
	({ title }: Frame, then: Then): Step =>
	async () => {
		let read: ReadConfiguration | undefined;
		const asked = await askText({
			title,
			canGoBack: true,
			prompt: l10n.t('Paste the whole content of the configuration file.'),
			placeholder: '{"type":"external_account","audience":…',
			value: '',
			// Its headers may hold a secret.
			password: true,
			accept: async (text) => {
				read = readConfigurationText(text);
				return read.ok ? undefined : read.message;
			},
		});
		return typeof asked === 'string' || !read?.ok
			? asked === 'back'
				? 'back'
				: 'end'
			: {
					next: reviewStep(
						{ title, canGoBack: true },
						{ configuration: read.configuration, text: asked.value.trim() },
						then,
					),
				};
	};

/** Every path, address and account of it, before anything is read or asked. */
const reviewStep =
	({ title }: Frame, entered: EnteredConfiguration, then: Then): Step =>
	async () => {
		const { configuration } = entered;
		const asked = await askChoice({
			title,
			canGoBack: true,
			prompt: l10n.t('This is what it leads to. Use it only if you know these places.'),
			choices: [useRow(configuration), ...placesOf(configuration).map(placeRow)],
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return asked.value === 'use' ? { next: then(entered) } : reviewStep({ title, canGoBack: true }, entered, then)();
	};

const placeRow = ({ icon, label, detail }: Place): Choice<'look'> => ({
	label,
	detail,
	iconPath: new vscode.ThemeIcon(icon),
	value: 'look',
});

function useRow(configuration: Configuration): Choice<'use' | 'look'> {
	const host = hostToConfirm(configuration);
	if (host !== undefined) {
		return {
			label: l10n.t('Allow {0}, and Use It', plainText(host)),
			detail: l10n.t('That server is asked for the proof. Nothing has been read or sent yet.'),
			iconPath: new vscode.ThemeIcon('warning'),
			value: 'use',
		};
	}
	const runs = configuration.source.kind === 'executable';
	return {
		label: l10n.t('Use This Configuration'),
		detail: runs
			? l10n.t('The command is run only after one more yes. Nothing has been read or sent yet.')
			: l10n.t('Nothing has been read or sent yet.'),
		iconPath: new vscode.ThemeIcon(runs ? 'warning' : 'check'),
		value: 'use',
	};
}
