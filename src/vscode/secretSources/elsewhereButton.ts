import * as vscode from 'vscode';

/** A button of a box for a secret, for one that is not to be typed; pressing it closes the box. */
export function elsewhereButton(tooltip: string) {
	let isPressed = false;
	let leave: () => void = () => undefined;
	const pressed = new Promise<void>((resolve) => {
		leave = resolve;
	});
	return {
		button: {
			iconPath: new vscode.ThemeIcon('references'),
			tooltip,
			press: () => {
				isPressed = true;
				leave();
			},
		},
		pressed,
		wasPressed: () => isPressed,
	};
}
