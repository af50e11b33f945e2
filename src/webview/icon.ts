import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import disconnect from '@vscode/codicons/src/icons/debug-disconnect.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import file from '@vscode/codicons/src/icons/file.svg';
import fileMedia from '@vscode/codicons/src/icons/file-media.svg';
import filePdf from '@vscode/codicons/src/icons/file-pdf.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import lock from '@vscode/codicons/src/icons/lock.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import signIn from '@vscode/codicons/src/icons/sign-in.svg';
import symbolMethod from '@vscode/codicons/src/icons/symbol-method.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import watch from '@vscode/codicons/src/icons/watch.svg';

const icons: Readonly<Record<string, string>> = {
	'circle-slash': circleSlash,
	close,
	code,
	copy,
	'debug-disconnect': disconnect,
	error,
	file,
	'file-media': fileMedia,
	'file-pdf': filePdf,
	info,
	lock,
	pass,
	question,
	'sign-in': signIn,
	'symbol-method': symbolMethod,
	warning,
	watch,
};

const svg = 'http://www.w3.org/2000/svg';

/**
 * An icon of VS Code's own set by its name; a question mark for one that is not packed. Built from the paths of its file:
 * a page under Trusted Types parses no markup, and a font for ten icons would weigh more than the page.
 */
export function icon(name: string): SVGSVGElement {
	const made = document.createElementNS(svg, 'svg');
	made.setAttribute('viewBox', '0 0 16 16');
	made.setAttribute('class', `icon icon-${name}`);
	made.setAttribute('aria-hidden', 'true');
	for (const [, attributes = ''] of (icons[name] ?? question).matchAll(/<path([^>]*)>/g)) {
		const path = document.createElementNS(svg, 'path');
		for (const [, key = '', value = ''] of attributes.matchAll(/\s(d|fill-rule|clip-rule)="([^"]+)"/g)) {
			path.setAttribute(key, value);
		}
		path.setAttribute('fill', 'currentColor');
		made.append(path);
	}
	return made;
}
