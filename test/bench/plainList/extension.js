// The least that a list of a thousand rows can be: what it costs is VS Code's own, and Latchkey is measured beside it.
const vscode = require('vscode');

const names = Array.from({ length: 1000 }, (_, index) => `Row ${index + 1}`);

exports.activate = ({ globalStorageUri, subscriptions }) => {
	const changed = new vscode.EventEmitter();
	const file = vscode.Uri.joinPath(globalStorageUri, 'state.txt');
	let used = '';
	const stateOf = async () => new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
	const provider = {
		onDidChangeTreeData: changed.event,
		getChildren: async (parent) => {
			if (parent) return [];
			const state = await stateOf();
			return names.map((name) => ({ name, state }));
		},
		getTreeItem({ name, state }) {
			const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
			item.id = name;
			item.description = name === used ? 'active' : state;
			item.command = { command: 'latchkey-bench.useRow', title: 'Use', arguments: [name] };
			item.iconPath = new vscode.ThemeIcon('pass');
			item.accessibilityInformation = { label: `${name}, ${item.description}` };
			return item;
		},
	};
	const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(globalStorageUri, 'state.txt'));
	subscriptions.push(
		vscode.window.createTreeView('latchkey-bench.plainList', { treeDataProvider: provider }),
		watcher,
		watcher.onDidChange(() => changed.fire()),
		watcher.onDidCreate(() => changed.fire()),
		vscode.commands.registerCommand('latchkey-bench.useRow', (name) => {
			used = name;
			changed.fire();
		}),
		vscode.commands.registerCommand('latchkey-bench.plainPick', () =>
			vscode.window.showQuickPick(names.map((label) => ({ label, description: 'valid' }))),
		),
	);
};
