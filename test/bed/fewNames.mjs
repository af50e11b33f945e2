// Loaded before a server of the tests starts: no name of the internet is found, on any machine, so that a request which
// goes past the proxy fails in the same way everywhere and reaches nobody. The metadata server is on this machine.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const { lookup } = dns;
const here = /^(localhost|127\.0\.0\.1|::1)$/;

dns.lookup = (name, ...rest) => {
	const answer = rest.at(-1);
	if (name === 'metadata.google.internal') return lookup('127.0.0.1', ...rest);
	if (here.test(name)) return lookup(name, ...rest);
	const error = new Error(`getaddrinfo ENOTFOUND ${name}`);
	process.nextTick(
		answer,
		Object.assign(error, { code: 'ENOTFOUND', errno: -3008, syscall: 'getaddrinfo', hostname: name }),
	);
};
syncBuiltinESMExports();
