import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { SourceKind } from '../../core/secretSources/secretSource.ts';
import type { Parts } from '../parts.ts';
import { askChoice, type Choice } from '../quickInput/ask.ts';
import type { Step } from '../quickInput/steps.ts';
import { commandSteps } from './commandSteps.ts';
import type { Finding, SourceFrame } from './finding.ts';
import { dotenvSteps, environmentSteps } from './localSourceSteps.ts';
import { secretManagerSteps } from './secretManagerSteps.ts';
import { vaultSteps } from './vaultSteps.ts';

type Offer = {
	readonly icon: string;
	readonly label: string;
	readonly detail: string;
	readonly steps: (frame: SourceFrame, finding: Finding, parts: Parts) => Step;
};

/** Each kind of place, and what is asked about it. */
const offers = (): Readonly<Record<SourceKind, Offer>> => ({
	environment: {
		icon: 'symbol-variable',
		label: l10n.t('Environment Variable'),
		detail: l10n.t('Of the machine that runs VS Code’s extensions, as it was when VS Code started.'),
		steps: environmentSteps,
	},
	dotenv: {
		icon: 'file',
		label: l10n.t('.env File'),
		detail: l10n.t('In the folder that is open. Read only where you trust the folder.'),
		steps: dotenvSteps,
	},
	command: {
		icon: 'terminal',
		label: l10n.t('Output of a Command'),
		detail: l10n.t(
			'Such as op read, vault kv get or gcloud secrets. It is run only after you have seen and allowed it.',
		),
		steps: commandSteps,
	},
	vault: {
		icon: 'vm',
		label: l10n.t('HashiCorp Vault'),
		detail: l10n.t('A key/value engine of version 2, with a token from an environment variable.'),
		steps: vaultSteps,
	},
	'secret-manager': {
		icon: 'cloud',
		label: l10n.t('Google Secret Manager'),
		detail: l10n.t('A version of a secret in a project of Google Cloud, opened with another of your profiles.'),
		steps: secretManagerSteps,
	},
});

/** Asks where a secret is kept, and what has to be known about that place; what is found there is somebody else's to judge. */
export const sourceSteps =
	(parts: Parts, frame: SourceFrame, finding: Finding): Step =>
	async () => {
		const { kinds } = await parts.secrets();
		const table = offers();
		const choices: readonly Choice<Offer>[] = kinds.map((kind) => {
			const { icon, label, detail } = table[kind];
			return { label, detail, iconPath: new vscode.ThemeIcon(icon), value: table[kind] };
		});
		const asked = await askChoice({
			...frame,
			prompt: l10n.t('Where is it kept? Latchkey fetches it when it is needed, and stores it nowhere.'),
			choices,
		});
		if (typeof asked === 'string') {
			return asked === 'back' ? 'back' : 'end';
		}
		return { next: asked.value.steps({ ...frame, canGoBack: true }, finding, parts) };
	};
