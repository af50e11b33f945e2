import { element } from '../dom.ts';
import { type Drawn, textOf } from './drawn.ts';
import { encodedAddress, visible } from './hidden.ts';
import { knownAddress } from './knownHosts.ts';
import { saysOtherHost } from './saysOtherHost.ts';

/** A link, to be followed only to a known host. What does not say where it leads is followed by its address. */
export function linkNodes(address: string, isAddress: boolean, drawn: Drawn): Drawn {
	const known = knownAddress(address);
	const text = textOf(drawn);
	if (isAddress) {
		// An address that stands for itself.
		return [addressNode(text, known)];
	}
	return known && visible(text).trim() !== '' && !saysOtherHost(text, known.hostname)
		? [linkTo(known, drawn)]
		: withAddress(drawn, address, known);
}

/** An image is never loaded: asking for it would tell its host whatever stands in the address. */
export const imageNodes = (address: string, alternative: Drawn): Drawn => withAddress(alternative, address);

function withAddress(drawn: Drawn, address: string, known?: URL): Drawn {
	const text = textOf(drawn).trim();
	if (address === '' || (address === text && !known)) {
		return drawn;
	}
	return text === '' ? [addressNode(address, known)] : [...drawn, ' (', addressNode(address, known), ')'];
}

/** With a direction of its own, an address is not turned by a text around it that turns the direction of writing. */
function addressNode(address: string, known: URL | undefined): Node {
	const shown = encodedAddress(address);
	return element('bdi', { className: 'address', dir: 'ltr' }, known ? linkTo(known, [shown]) : shown);
}

const linkTo = (known: URL, shown: Drawn): Node => element('a', { href: known.href, title: known.href }, ...shown);
