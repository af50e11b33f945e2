import { generate } from 'selfsigned';

export interface ServerCertificate {
	/** PEM, as is `cert`. */
	readonly key: string;
	readonly cert: string;
}

export interface CertificateAuthority {
	/** Its own certificate in PEM, for whoever is to trust it. */
	readonly cert: string;
	/** A server's certificate for these host names. */
	issue(hosts: readonly [string, ...string[]]): Promise<ServerCertificate>;
}

const algorithm = 'sha256';

/** A certificate authority that nobody knows yet, such as a company's. */
export async function newAuthority(name: string): Promise<CertificateAuthority> {
	const authority = await generate([{ name: 'commonName', value: name }], {
		algorithm,
		extensions: [
			{ name: 'basicConstraints', cA: true, critical: true },
			{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		],
	});
	return {
		cert: authority.cert,
		async issue(hosts) {
			const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0] }], {
				algorithm,
				ca: { key: authority.private, cert: authority.cert },
				extensions: [
					{ name: 'basicConstraints', cA: false },
					{ name: 'extKeyUsage', serverAuth: true },
					{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
				],
			});
			return { key, cert };
		},
	};
}
