import { isSecretName, secretIn, secretsInHeader, secretsInUrl, secretsInUser } from './secretPlaces.ts';

/** The credentials in the value of an option of curl, by its long name. */
export function secretsInOption(name: string, value: string): readonly string[] {
	switch (name) {
		// A body is looked into when it has been read.
		case 'data':
		case 'data-ascii':
		case 'data-binary':
		case 'data-raw':
		case 'json':
			return [];
		case 'user':
		case 'proxy-user':
			return secretsInUser(value);
		case 'oauth2-bearer':
		case 'pass':
		case 'proxy-pass':
		case 'tlspassword':
		case 'proxy-tlspassword':
			return secretIn(value);
		case 'cookie':
			return [...secretIn(value), ...value.split(';').flatMap((pair) => secretIn(pair.slice(pair.indexOf('=') + 1)))];
		case 'cert':
		case 'proxy-cert':
			return value.includes(':') ? secretsInUser(value) : [];
		case 'header':
		case 'proxy-header': {
			const colon = value.indexOf(':');
			return colon < 0 ? [] : secretsInHeader(value.slice(0, colon), value.slice(colon + 1));
		}
		case 'data-urlencode':
		case 'form':
		case 'form-string':
		case 'url-query':
		case 'variable': {
			const sign = value.indexOf('=');
			return sign > 0 && isSecretName(value.slice(0, sign)) ? secretIn(value.slice(sign + 1)) : [];
		}
		default:
			return secretsInUrl(value);
	}
}
