import * as l10n from '@vscode/l10n';
import { attachmentOf, largestFile, tooLarge } from '../../core/gemini/attachmentOf.ts';
import { bytesOfBase64 } from '../../core/gemini/base64.ts';
import { bytesInWords } from '../../core/gemini/bytesInWords.ts';
import type { Attachment } from '../../core/gemini/draft.ts';
import { mostAttachments } from '../../core/panel/readAttachments.ts';
import { element } from '../dom.ts';
import { icon } from '../icon.ts';
import { plainButton } from './plainButton.ts';

/** In characters of Base64: what is larger is not drawn, since a page keeps a picture in full size in memory. */
const largestPreview = 4_000_000;

/** The files that go with a prompt: chosen, pasted or dropped. */
export class FilesField {
	readonly element: HTMLElement;
	readonly #list = element('ul', { className: 'files', ariaLabel: l10n.t('Files') });
	readonly #add: HTMLElement;
	readonly #fault = element('span', { className: 'fault', id: 'fault-attachments' });
	readonly #changed: () => void;
	#files: readonly Attachment[] = [];

	constructor(doors: { readonly addFiles: () => void; readonly changed: () => void }) {
		this.#changed = doors.changed;
		this.#fault.setAttribute('role', 'alert');
		this.#add = plainButton(l10n.t('Add Files…'), doors.addFiles);
		this.#add.setAttribute('aria-describedby', this.#fault.id);
		const hint = element(
			'span',
			{ className: 'quiet' },
			l10n.t('or paste images, sound, films, PDF and text, or drop them with Shift held'),
		);
		this.element = element('div', { className: 'attachments' }, this.#list, this.#add, hint, this.#fault);
		this.#draw();
	}

	get value(): readonly Attachment[] {
		return this.#files;
	}

	set value(files: readonly Attachment[]) {
		this.#files = files;
		this.#fault.textContent = '';
		this.#draw();
	}

	/** Adds files that have been read, and says why others have not. */
	add(files: readonly Attachment[], refused: readonly string[]): void {
		const room = mostAttachments - this.#files.length;
		this.#files = [...this.#files, ...files.slice(0, room)];
		const tooMany = files.length > room ? [l10n.t('A request takes at most {0} files here.', mostAttachments)] : [];
		this.#fault.textContent = [...refused, ...tooMany].join(' ');
		this.#draw();
		this.#changed();
	}

	/** Takes the files of a paste or a drop. False where there are none, and it is text. */
	take(transfer: DataTransfer | null): boolean {
		const files = [...(transfer?.files ?? [])];
		if (files.length > 0) {
			void Promise.all(files.slice(0, mostAttachments).map(read)).then((all) =>
				this.add(
					all.filter((each) => typeof each !== 'string'),
					all.filter((each) => typeof each === 'string'),
				),
			);
		}
		return files.length > 0;
	}

	/** Says what cannot be sent, and puts the cursor there; undefined takes it back. */
	show(fault: string | undefined): void {
		if (fault !== undefined) {
			this.#fault.textContent = fault;
			this.#add.focus();
		}
	}

	#draw(): void {
		this.#list.hidden = this.#files.length === 0;
		this.#list.replaceChildren(...this.#files.map((file) => this.#chip(file)));
	}

	#chip(file: Attachment): HTMLElement {
		const size = bytesInWords(bytesOfBase64(file.data));
		const remove = element(
			'button',
			{
				type: 'button',
				className: 'icon-button',
				title: l10n.t('Remove {0}', file.name),
				ariaLabel: l10n.t('Remove {0}', file.name),
				onclick: () => this.#remove(file),
			},
			icon('close'),
		);
		return element(
			'li',
			{ className: 'file', title: `${file.name}\n${file.mimeType}` },
			picture(file),
			element('span', { className: 'file-name' }, file.name),
			element('span', { className: 'quiet' }, size),
			remove,
		);
	}

	#remove(file: Attachment): void {
		const index = this.#files.indexOf(file);
		this.#files = this.#files.filter((each) => each !== file);
		this.#fault.textContent = '';
		this.#draw();
		// Where the button was there is the next one, or the way to another file.
		const buttons = this.#list.querySelectorAll('button');
		(buttons[Math.min(index, buttons.length - 1)] ?? this.#add).focus();
		this.#changed();
	}
}

/** The picture itself where browsers can show it, else what kind of file it is. */
function picture({ mimeType, data }: Attachment): Element {
	return /^image\/(?:png|jpeg|webp)$/.test(mimeType) && data.length <= largestPreview
		? element('img', { src: `data:${mimeType};base64,${data}`, alt: '' })
		: icon(mimeType.startsWith('image/') ? 'file-media' : mimeType === 'application/pdf' ? 'file-pdf' : 'file');
}

async function read(file: File): Promise<Attachment | string> {
	try {
		return file.size > largestFile
			? tooLarge(file.name)
			: attachmentOf(file.name, new Uint8Array(await file.arrayBuffer()), file.type);
	} catch {
		// A folder, for one, looks like a file until it is read.
		return l10n.t('“{0}” could not be read.', file.name);
	}
}
