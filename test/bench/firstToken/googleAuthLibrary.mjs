// The same with google-auth-library. `platform`: over the platform's own fetch; else over the one it brings along.
const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

export async function firstToken(origin, { client_email: email, private_key: key, private_key_id: keyId }, way) {
	const library = await import('google-auth-library');
	// A bundler gives what is CommonJS as the default alone.
	const { JWT } = library.JWT ? library : library.default;
	const transporterOptions = way === 'platform' ? { fetchImplementation: fetch } : {};
	const client = new JWT({ email, key, keyId, scopes, transporterOptions });
	client.transporter.interceptors.request.add({
		resolved: async (config) => {
			config.url = new URL(String(config.url).replace('https://oauth2.googleapis.com', origin));
			return config;
		},
	});
	return (await client.authorize()).access_token;
}
