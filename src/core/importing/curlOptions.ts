/**
 * The options of curl that take a value, by their long names; all others take none (https://curl.se/docs/manpage.html, as of
 * curl 8.16).
 */
const withValue: ReadonlySet<string> = new Set(
	`abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at
	cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface
	dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form
	form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms
	haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key
	key-type knownhosts krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs
	max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto
	proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header
	proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype
	proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target resolve
	retry retry-delay retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname
	speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace
	trace-ascii trace-config unix-socket upload-file upload-flags url url-query user user-agent variable vlan-priority
	write-out`.split(/\s+/),
);

/** The short names of options with a value, and the long names of those that matter here without one. */
const short: ReadonlyMap<string, string> = new Map(
	`A user-agent,b cookie,c cookie-jar,C continue-at,d data,D dump-header,e referer,E cert,F form,h help,H header,K config,m max-time,
	o output,P ftp-port,Q quote,r range,t telnet-option,T upload-file,u user,U proxy-user,w write-out,x proxy,X request,
	y speed-time,Y speed-limit,z time-cond,G get,I head,k insecure,: next`
		.split(/,\s*/)
		.map((pair) => [pair.charAt(0), pair.slice(2)]),
);

/** One option of a command line by its long name without dashes; or an argument that is none. */
export type CurlOption<Value> = { readonly name: string; readonly value?: Value };

/**
 * The next option in `words` from `at`, and where the one behind it begins. As curl reads them: `-d x`, `-dx`, `-sd x`,
 * `--data x`; and `--data=x`, which people write and curl does not take.
 */
export function optionsAt(words: readonly string[], at: number): { options: CurlOption<Piece>[]; next: number } {
	const word = words[at] ?? '';
	if (word.startsWith('--') && word.length > 2) {
		const sign = word.indexOf('=');
		const name = word.slice(2, sign < 0 ? undefined : sign);
		if (sign >= 0 && withValue.has(name)) {
			return { options: [{ name, value: { word: at, from: sign + 1 } }], next: at + 1 };
		}
		return withValue.has(word.slice(2)) && at + 1 < words.length
			? { options: [{ name: word.slice(2), value: { word: at + 1, from: 0 } }], next: at + 2 }
			: { options: [{ name: word.slice(2) }], next: at + 1 };
	}
	const options: CurlOption<Piece>[] = [];
	// No command has more switches in one word; what is longer is no word of switches.
	for (let index = 1; index < Math.min(word.length, 64); index++) {
		const name = short.get(word.charAt(index));
		if (name === undefined || !withValue.has(name)) {
			options.push({ name: name ?? word.charAt(index) });
		} else if (index + 1 < word.length) {
			return { options: [...options, { name, value: { word: at, from: index + 1 } }], next: at + 1 };
		} else {
			return { options: [...options, { name, value: { word: at + 1, from: 0 } }], next: at + 2 };
		}
	}
	return { options, next: at + 1 };
}

/** A word from one of its characters on. */
export type Piece = { readonly word: number; readonly from: number };
