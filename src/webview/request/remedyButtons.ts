import * as l10n from '@vscode/l10n';
import type { RemedyView } from '../../core/panel/readRemedyView.ts';
import { element } from '../dom.ts';
import { commandButton } from './commandButton.ts';
import { countdown } from './countdown.ts';

export type CureDoors = {
	/** Carries a remedy out. */
	readonly cure: (remedy: RemedyView) => void;
	/** The label of a remedy that depends on what stands in the fields; undefined where they leave nothing to do. */
	readonly labelNow: (remedy: RemedyView) => string | undefined;
};

/** What can help as buttons, the likeliest first and most visible. */
export function remedyButtons(remedies: readonly RemedyView[], doors: CureDoors): HTMLElement {
	const place = element('div', { className: 'actions remedies' });
	const possible = remedies.flatMap((remedy) => {
		const label = doors.labelNow(remedy);
		return label === undefined ? [] : [{ ...remedy, label }];
	});
	for (const remedy of possible) {
		const secondary = place.childElementCount > 0;
		place.append(remedy.id === 'wait-and-retry' ? waiting(remedy, secondary, doors) : button(remedy, secondary, doors));
	}
	return place;
}

function button(remedy: RemedyView, secondary: boolean, doors: CureDoors): HTMLElement {
	const made = emptyButton(remedy, secondary, () => doors.cure(remedy));
	made.append(remedy.label);
	return made;
}

function emptyButton({ id }: RemedyView, secondary: boolean, onclick: () => void): HTMLElement {
	const made = commandButton('', onclick, secondary);
	made.dataset['remedy'] = id;
	// The key that presses the button would type into the field that the focus is moved to.
	made.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			if (!event.repeat) {
				made.click();
			}
		}
	});
	return made;
}

/**
 * Counts down to when the call may be made again. Pressed before that, it is made by itself then; pressed once more, it is not. Nothing is
 * sent that was not asked for.
 */
function waiting(remedy: RemedyView, secondary: boolean, doors: CureDoors): HTMLElement {
	const made = emptyButton(remedy, secondary, () => {
		if (left <= 0) {
			stop();
			doors.cure(remedy);
			return;
		}
		isAsked = !isAsked;
		draw();
	});
	// Within an alert: each second would be spoken.
	made.ariaLive = 'off';
	let isAsked = false;
	let left = Math.ceil((remedy.afterMs ?? 0) / 1000);
	const draw = () => {
		made.textContent =
			left <= 0
				? l10n.t('Send Again')
				: isAsked
					? l10n.t('Sending Again in {0}: Cancel', inTime(left))
					: l10n.t('Send Again in {0}', inTime(left));
	};
	const stop = countdown(left, made, (now) => {
		left = now;
		draw();
		if (left <= 0 && isAsked) {
			doors.cure(remedy);
		}
	});
	draw();
	return made;
}

/** `52 s`, or from a minute on `4:52`, as a clock counts down. */
function inTime(seconds: number): string {
	const two = (part: number) => String(part).padStart(2, '0');
	const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return hours > 0
		? `${hours}:${two(minutes)}:${two(rest)}`
		: minutes > 0
			? `${minutes}:${two(rest)}`
			: l10n.t('{0} s', rest);
}
