import { auditSettings } from '../../src/core/auditSettings.ts';
import { callSettings } from '../../src/core/callSettings.ts';
import * as ids from '../../src/core/ids.ts';

/** The parts of package.json that have a counterpart in the code. */
export type Manifest = {
	readonly activationEvents: readonly string[];
	readonly capabilities: {
		readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
	};
	readonly contributes: {
		readonly commands: readonly { readonly command: string; readonly category?: string }[];
		readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
		readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
		readonly viewsWelcome: readonly { readonly view: string }[];
		readonly submenus: readonly { readonly id: string }[];
		readonly menus: Readonly<
			Record<string, readonly { readonly command?: string; readonly submenu?: string; readonly when?: string }[]>
		>;
		readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
	};
};

/** Scopes that a workspace cannot write. */
const ownScopes = ['machine', 'application'];

/** Settings a workspace may write, since they cannot lead a credential anywhere. Each needs its reason here. */
const workspaceSettings: readonly string[] = [
	// Names one of the person's own profiles, and can neither make nor lead one anywhere.
	ids.settings.profile,
	// Texts to send, of which a person chooses one by its name; VS Code passes over them in a folder that is not trusted.
	ids.settings.templates,
];

/** What the manifest says and the code does not, or the other way round. */
export function manifestFaults(manifest: Manifest): string[] {
	const { contributes } = manifest;
	const settings = Object.entries(contributes.configuration.properties);
	const commandIds = contributes.commands.map(({ command }) => command);
	return [
		...difference('command', commandIds, Object.values(ids.commands)),
		...difference(
			'view',
			Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id)),
			Object.values(ids.views),
		),
		...difference(
			'view container',
			contributes.viewsContainers.activitybar.map(({ id }) => id),
			Object.values(ids.viewContainers),
		),
		...difference(
			'setting',
			settings.map(([id]) => id),
			Object.values({ ...ids.settings, ...callSettings, ...auditSettings }),
		),
		...contributes.commands
			.filter(({ category }) => category !== 'Latchkey')
			.map(({ command }) => `command ${command} lacks the category Latchkey`),
		...difference(
			'submenu',
			contributes.submenus.map(({ id }) => id),
			Object.values(ids.submenus),
		),
		...Object.values(contributes.menus)
			.flat()
			.filter(({ command, submenu }) => submenu === undefined && !commandIds.includes(command ?? ''))
			.map(({ command }) => `menu names unknown command ${command}`),
		...Object.entries(contributes.menus)
			.flatMap(([menu, entries]) => [menu, ...entries.flatMap(({ submenu }) => submenu ?? [])])
			.filter((menu) => menu.startsWith('latchkey.') && !contributes.submenus.some(({ id }) => id === menu))
			.map((menu) => `${menu} is no submenu`),
		...namedIn(contributes.menus).flatMap((word) => unknownIdIn(word)),
		...settings
			.filter(([id, { scope = '' }]) => !ownScopes.includes(scope) && !workspaceSettings.includes(id))
			.map(([id]) => `setting ${id} can be written by a workspace`),
		...workspaceSettings
			.filter((id) => !manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(id))
			.map((id) => `setting ${id} would count in a folder that is not trusted`),
		...manifest.activationEvents.filter((event) => event === '*').map(() => 'activates on everything'),
	];
}

/** The `%keys%` that the manifest uses against those that a package.nls file defines. */
export const nlsFaults = (manifestText: string, nls: Readonly<Record<string, unknown>>): string[] =>
	difference(
		'nls key',
		[...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key),
		Object.keys(nls),
	);

function difference(what: string, declared: readonly string[], known: readonly string[]): string[] {
	return [
		...declared.filter((id) => !known.includes(id)).map((id) => `${what} ${id} is in the manifest alone`),
		...known.filter((id) => !declared.includes(id)).map((id) => `${what} ${id} is missing in the manifest`),
	];
}

/** Every `view == …` and own scheme of the menus, and every pattern that `viewItem` is to match, of which each matches some row of ours. */
const namedIn = (menus: Manifest['contributes']['menus']): string[] =>
	Object.values(menus)
		.flat()
		.flatMap(({ when = '' }) => [
			...[...when.matchAll(/\bview == (\S+)/g)].map(([, id = '']) => id),
			...[...when.matchAll(/\bresourceScheme == (latchkey\S*)/g)].map(([, scheme = '']) => scheme),
			...[...when.matchAll(/\bviewItem (?:==|=~) (.+?)(?= && |$)/g)].map(([, pattern = '']) => pattern),
		]);

const rows = [
	'api-key',
	'oauth-user',
	'oauth-client-credentials',
	'service-account',
	'adc',
	'workload-identity',
	'impersonation',
	'access-token',
].flatMap((method) =>
	[false, true].flatMap((isOut) => [ids.treeItem(method, isOut, false), ids.treeItem(method, isOut, true)]),
);

const unknownIdIn = (word: string): string[] => {
	const pattern = /^\/(.*)\/$/.exec(word)?.[1];
	const isKnown =
		pattern === undefined
			? [...Object.values<string>(ids.views), ...Object.values<string>(ids.schemes), ...rows].includes(word)
			: rows.some((row) => new RegExp(pattern).test(row));
	return isKnown ? [] : [`a when clause names unknown ${word}`];
};
