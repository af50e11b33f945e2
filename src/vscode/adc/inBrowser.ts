import * as l10n from '@vscode/l10n';

/** Why what lies on a machine is of no use in the web. */
export const inBrowser = (): string =>
	l10n.t(
		'VS Code in the browser runs this extension where there are neither files nor an environment nor a metadata server. Open the folder on a desktop or a remote machine.',
	);
