/** A person's Google Account. */
export type Account = {
	/** Google's number for the account, as a string of digits. */
	readonly sub: string;
	readonly email: string;
	readonly givenName: string;
	readonly familyName: string;
	/** The Workspace organization the account belongs to, as the `hd` claim names it. */
	readonly organization?: string;
};

export const seededAccounts = {
	personal: { sub: '100000000000000000001', email: 'ada@example.com', givenName: 'Ada', familyName: 'Example' },
	second: { sub: '100000000000000000002', email: 'grace@example.com', givenName: 'Grace', familyName: 'Example' },
	workspace: {
		sub: '100000000000000000003',
		email: 'mary@example.com',
		givenName: 'Mary',
		familyName: 'Example',
		organization: 'example.com',
	},
} as const satisfies Record<string, Account>;

export const fullName = ({ givenName, familyName }: Account) => `${givenName} ${familyName}`;
