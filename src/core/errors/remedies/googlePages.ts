/**
 * Hosts whose pages a remedy may open. Bodies may come from relays, so what they link to counts only where it is Google's, and only on these:
 * other hosts of Google's serve what anybody puts there.
 */
const hosts: ReadonlySet<string> = new Set([
	'ai.google.dev',
	'ai.dev',
	'ai.studio',
	'aistudio.google.com',
	'cloud.google.com',
	'docs.cloud.google.com',
	'console.cloud.google.com',
	'console.developers.google.com',
	'developers.google.com',
	'support.google.com',
	'admin.google.com',
]);

/** The address, written anew, where it leads to a page of Google's by https; undefined otherwise. */
export function googlePage(address: string): string | undefined {
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		return undefined;
	}
	const isPlain = url.username === '' && url.password === '' && url.port === '';
	return url.protocol === 'https:' && hosts.has(url.hostname) && isPlain && url.href.length <= 2_048
		? url.href
		: undefined;
}

/** A page of the Cloud console, for a project where it is known. */
export const consolePage = (path: string, project: string): string =>
	`https://console.cloud.google.com/${path}${project ? `?project=${encodeURIComponent(project)}` : ''}`;

/** Whether a service is one that Google keeps to itself. */
export const isInternal = (service: string): boolean =>
	/(?:^|[./-])(?:staging|sandbox|autopush)[.-]|\.sandbox\./.test(service);

/** The page that enables an API; undefined for services inside Google that nobody outside can enable. */
export function enablePage(service: string, project: string, offered: readonly string[]): string | undefined {
	const pages = offered.map(googlePage).filter((page) => page !== undefined);
	if (isInternal(service) || pages.some((page) => isInternal(new URL(page).pathname))) {
		return undefined;
	}
	const given = pages.find((page) => /\/apis?\//.test(page));
	return (
		given ??
		(/^[a-z\d-]+\.googleapis\.com$/.test(service)
			? consolePage(`apis/library/${service}`, project)
			: consolePage('apis/library', project))
	);
}
