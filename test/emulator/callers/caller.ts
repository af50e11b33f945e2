/** Who calls, as far as the services want to know. */
export type Caller = {
	readonly kind: 'person' | 'service-account' | 'federated';
	/** The names by which IAM policies know the caller (https://cloud.google.com/iam/docs/principal-identifiers). */
	readonly members: readonly string[];
	/** Undefined where the token was made for this one service and needs none: a self-signed JWT with an audience. */
	readonly scopes: readonly string[] | undefined;
	/** Of the project whose quota counts unless a header names another. */
	readonly projectNumber: string;
};

/** An email as IAM policies name it; what has a prefix already stays. */
export function memberOf(emailOrMember: string): string {
	if (emailOrMember.includes(':')) {
		return emailOrMember;
	}
	return `${emailOrMember.endsWith('.gserviceaccount.com') ? 'serviceAccount' : 'user'}:${emailOrMember}`;
}
