import { decodePath } from '../http/decodePath.ts';
import { notFoundPage } from '../http/frontEndPages.ts';
import { header } from '../http/headers.ts';
import { htmlReply, type Reply } from '../http/reply.ts';
import type { RouteRequest } from '../routing.ts';
import { metadataForbidden, metadataJson, metadataMissing, metadataMoved, metadataText } from './metadataReply.ts';
import { metadataValues } from './metadataValues.ts';

/**
 * The server that every machine of Google's finds at 169.254.169.254
 * (https://cloud.google.com/compute/docs/metadata/querying-metadata). The header shows that the call was meant for it;
 * what a proxy passed on was not.
 */
export async function metadataEndpoint(request: RouteRequest): Promise<Reply> {
	const { state, message, url } = request;
	if (!state.metadata.on) {
		return htmlReply(404, notFoundPage(url.pathname));
	}
	if (header(message, 'metadata-flavor') !== 'Google' || header(message, 'x-forwarded-for') !== undefined) {
		return metadataForbidden(url.pathname);
	}
	const account = state.serviceAccounts.of(state.metadata.email);
	const path = decodePath(request.params['rest'] ?? '').replace(
		`instance/service-accounts/${account.email}/`,
		'instance/service-accounts/default/',
	);
	const value = Object.hasOwn(metadataValues, path) ? metadataValues[path] : undefined;
	if (value !== undefined) {
		const isGone = path.startsWith('instance/service-accounts/') && account.state !== 'enabled';
		return isGone ? metadataMissing(url.pathname) : value(request, account);
	}
	return directory(path, request, account.email);
}

function directory(path: string, { message, state, url }: RouteRequest, email: string): Reply {
	const entries = entriesOf(path);
	if (entries.length === 0) {
		return entriesOf(`${path}/`).length === 0
			? metadataMissing(url.pathname)
			: metadataMoved(`http://${message.headers.host}${url.pathname}/${url.search}`);
	}
	if (url.searchParams.get('recursive') === 'true' && path === 'instance/service-accounts/default/') {
		return metadataJson({ aliases: ['default'], email, scopes: state.metadata.scopes });
	}
	const more = path === 'instance/service-accounts/' ? [`${email}/`] : [];
	return metadataText([...entries, ...more].map((entry) => `${entry}\n`).join(''));
}

/** What lies in a directory, whose path is empty or ends in a slash; directories in it end so too. */
function entriesOf(path: string): readonly string[] {
	if (path !== '' && !path.endsWith('/')) {
		return [];
	}
	const below = Object.keys(metadataValues).filter((each) => each.startsWith(path));
	return [...new Set(below.map((each) => each.slice(path.length).replace(/\/.*$/, '/')))];
}
