const pattern =
	/^projects\/[a-z\d][a-z\d.:-]{0,80}\/(?:locations\/([a-z][a-z\d-]{0,40})\/)?secrets\/[\w-]{1,255}(?:\/versions\/[\w-]{1,63})?$/;

/**
 * The name of a version of a secret as Secret Manager writes it; of a secret alone, that of its newest version. Undefined
 * where the text is neither (google/cloud/secretmanager/v1/resources.proto).
 */
export function secretNameOf(text: string): string | undefined {
	const name = text.trim();
	return pattern.test(name) ? (name.includes('/versions/') ? name : `${name}/versions/latest`) : undefined;
}

/**
 * The host that has a secret: regional ones lie on hosts of their own
 * (https://cloud.google.com/secret-manager/regional-secrets/access-regional-secret-version).
 */
export function secretHostOf(name: string): string {
	const location = pattern.exec(name)?.[1];
	return location === undefined ? 'secretmanager.googleapis.com' : `secretmanager.${location}.rep.googleapis.com`;
}
