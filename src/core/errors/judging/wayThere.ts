import { type Rule, says } from './rule.ts';
import type { Signs } from './signs.ts';

/** Whether a client tells of a connection: no server has answered. */
const when =
	(test: (signs: Signs) => boolean) =>
	(signs: Signs): boolean =>
		!signs.httpStatus && signs.body.error?.code === undefined && test(signs);

/** Faults on the way, in the words of Node, undici, OpenSSL, Chromium, curl and Python. */
export const onTheWay: readonly Rule[] = [
	[
		'proxy',
		says(
			/proxy (?:response|authentication|server)|\b407\b[^\n]{0,60}(?:tunnel|proxy|authentication)|(?:tunnel|proxy)[^\n]{0,60}\b407\b|ERR_TUNNEL_CONNECTION_FAILED|ERR_PROXY|tunneling socket could not be established|ProxyError|connect tunnel failed|CONNECT tunnel failed/i,
		),
	],
	[
		'network-tls',
		when(
			says(
				/certificate|\bCERT_|\bERR_CERT_|_CERT\b|ERR_TLS|ERR_SSL|SSL_ERROR|\bSSLError\b|UNABLE_TO_(?:GET|VERIFY)|PKIX path|SSLHandshake|unable to (?:verify the first|get (?:local )?issuer)|self[- ]signed|\bEPROTO\b|wrong version number|handshake failure|tls (?:alert|handshake)|curl: \((?:35|51|58|60|77|83)\)/i,
			),
		),
	],
	[
		'network-timeout',
		when(
			says(
				/\bETIMEDOUT\b|\bESOCKETTIMEDOUT\b|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|(?:connect|headers|body|read|request|operation|connection)[ -]?(?:attempt )?time(?:d ?out|out)|TimeoutError|timeout of \d+ms exceeded|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ReadTimeout|ConnectTimeout|curl: \(28\)|i\/o timeout|context deadline exceeded|Client\.Timeout|timed out/i,
			),
		),
	],
	[
		'network-unreachable',
		when(
			says(
				/\bE(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|CONNABORTED|HOSTUNREACH|NETUNREACH|NETDOWN|PIPE|ADDRNOTAVAIL)\b|UND_ERR_SOCKET|getaddrinfo|socket hang up|other side closed|ERR_(?:NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|CONNECTION_(?:REFUSED|RESET|CLOSED)|NETWORK_CHANGED|ADDRESS_UNREACHABLE|EMPTY_RESPONSE)|fetch failed|failed to fetch|network ?error|could not resolve|name or service not known|nodename nor servname|connection (?:refused|reset|aborted|closed)|no route to host|network is unreachable|curl: \((?:5|6|7|52|55|56)\)|temporary failure in name resolution|premature close|load failed/i,
			),
		),
	],
];
