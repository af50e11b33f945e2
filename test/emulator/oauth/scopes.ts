const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;

export const cloudPlatform = auth('cloud-platform');
export const retriever = auth('generative-language.retriever');
export const readOnlyCloudPlatform = auth('cloud-platform.read-only');
/** Of Resource Manager; nobody here asks for them, and it takes them all the same. */
export const projectsScope = auth('cloudplatformprojects');
export const projectsReadScope = auth('cloudplatformprojects.readonly');
export const iamTestScope = auth('iam.test');
/** Of IAM itself; no person is asked for it here. */
export const iamScope = auth('iam');
export const emailScope = auth('userinfo.email');
export const profileScope = auth('userinfo.profile');

/**
 * The scopes the emulator knows, with the consent page's words for them. Plain `…/auth/generative-language` is not among
 * them: Google's consent page refuses it as well.
 */
export const scopeDescriptions: Readonly<Record<string, string>> = {
	openid: 'Associate you with your personal info on Google',
	[emailScope]: 'See your primary Google Account email address',
	[profileScope]: 'See your personal info, including any personal info you’ve made publicly available',
	[cloudPlatform]:
		'See, edit, configure, and delete your Google Cloud data and see the email address for your Google Account',
	[readOnlyCloudPlatform]: 'View your data across Google Cloud services and see your email address',
	[retriever]: 'Manage your data of semantic retrieval, and use models, in the Generative Language API',
	[auth('generative-language.tuning')]: 'Manage your tuned models in the Generative Language API',
};

/** Short names of OpenID Connect, which Google answers with the long ones: what comes back is not what was asked. */
const longNames: Readonly<Record<string, string>> = { email: emailScope, profile: profileScope };

/** Says who somebody is and gives no data; nobody can untick it. */
export const isSignInScope = (scope: string) => scope === 'openid' || scope === emailScope || scope === profileScope;

export const isKnownScope = (scope: string) => Object.hasOwn(scopeDescriptions, scope);

/** What a machine may ask for: nobody sees a consent page, so nobody needs words for it. */
export const isMachineScope = (scope: string) => scope === iamScope || isKnownScope(scope);

/** Space-separated names without doubles, in their long form. Asking for the email or the profile brings `openid` along. */
export function readScopes(text: string): readonly string[] {
	const asked = text.split(' ').filter((scope) => scope !== '');
	const long = asked.map((scope) => (Object.hasOwn(longNames, scope) ? String(longNames[scope]) : scope));
	return [...new Set([...long, ...(long.some(isSignInScope) ? ['openid'] : [])])];
}

/** As the redirect of the consent page lists them: the short names stand beside the long ones. */
export function callbackScopes(scopes: readonly string[]): string {
	const short = Object.entries(longNames).filter(([, long]) => scopes.includes(long));
	return [...short.map(([name]) => name), ...scopes].join(' ');
}
