import * as l10n from '@vscode/l10n';
import { isVariableName } from '../../core/secretSources/readSource.ts';
import type { VaultSource } from '../../core/secretSources/secretSource.ts';
import { isVaultKey, isVaultPath, vaultAddressOf } from '../../core/secretSources/vaultPlace.ts';
import { fieldStep } from '../quickInput/fieldStep.ts';
import type { Step } from '../quickInput/steps.ts';
import type { Finding, SourceFrame } from './finding.ts';

type Draft = { -readonly [K in keyof Omit<VaultSource, 'kind'>]?: VaultSource[K] | undefined };

/** The questions about a secret in Vault, one after the other; what Vault calls the same everywhere stands in the box. */
export function vaultSteps(frame: SourceFrame, { find, next }: Finding): Step {
	const draft: Draft = {};
	const token = fieldStep(frame, {
		prompt: l10n.t('Environment variable that holds a Vault token'),
		value: 'VAULT_TOKEN',
		accept: async (name, signal) => {
			const { address = '', mount = '', path = '', key = '', version, namespace } = draft;
			return isVariableName(name)
				? find(
						{
							kind: 'vault',
							address,
							mount,
							path,
							key,
							...(version === undefined ? {} : { version }),
							...(namespace === undefined ? {} : { namespace }),
							token: { kind: 'environment', name },
						},
						signal,
					)
				: l10n.t('A name has no spaces and no equals sign.');
		},
		next,
	});
	const namespace = fieldStep(frame, {
		prompt: l10n.t('Namespace, as in VAULT_NAMESPACE; nothing where you have none'),
		value: '',
		accept: async (typed) => {
			draft.namespace = withoutSlashes(typed) || undefined;
			return draft.namespace === undefined || isVaultPath(draft.namespace) ? undefined : refusalOfPath();
		},
		next: token,
	});
	const version = fieldStep(frame, {
		prompt: l10n.t('Version of the secret; nothing for the newest there is each time'),
		value: '',
		accept: async (typed) => {
			draft.version = typed === '' ? undefined : Number(typed);
			return typed === '' || /^[1-9]\d{0,8}$/.test(typed) ? undefined : l10n.t('A version is a number from 1 on.');
		},
		next: namespace,
	});
	const key = fieldStep(frame, {
		prompt: l10n.t('Which key of the secret holds it?'),
		placeholder: 'api_key',
		value: '',
		accept: async (typed) => {
			draft.key = typed;
			return isVaultKey(typed) ? undefined : l10n.t('Type the name of a key.');
		},
		next: version,
	});
	const path = fieldStep(frame, {
		prompt: l10n.t('Path of the secret within the mount, without data/'),
		placeholder: 'team/gemini',
		value: '',
		accept: async (typed) => {
			draft.path = withoutSlashes(typed);
			return isVaultPath(draft.path) ? undefined : refusalOfPath();
		},
		next: key,
	});
	const mount = fieldStep(frame, {
		prompt: l10n.t('Mount of the key/value engine (version 2)'),
		value: 'secret',
		accept: async (typed) => {
			draft.mount = withoutSlashes(typed);
			return isVaultPath(draft.mount) ? undefined : refusalOfPath();
		},
		next: path,
	});
	return fieldStep(frame, {
		prompt: l10n.t('Address of Vault, as in VAULT_ADDR. Its token is sent to this host and no other.'),
		placeholder: 'https://vault.example.com:8200',
		value: '',
		accept: async (typed) => {
			draft.address = vaultAddressOf(typed);
			return draft.address === undefined
				? l10n.t('Type an https address, such as https://vault.example.com:8200.')
				: undefined;
		},
		next: mount,
	});
}

const withoutSlashes = (path: string): string => path.replace(/^\/+|\/+$/g, '');

const refusalOfPath = () => l10n.t('Type names with single slashes between them, such as team/gemini.');
