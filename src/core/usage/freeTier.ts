import * as l10n from '@vscode/l10n';
import type { UsageNow } from './usageNow.ts';

/**
 * What whoever uses the free tier should know before sending; undefined where nothing says that it is one. By “How Google Uses Your
 * Data” for unpaid services (https://ai.google.dev/gemini-api/terms).
 */
export const freeTierNote = ({ isFreeTier }: Pick<UsageNow, 'isFreeTier'>): string | undefined =>
	isFreeTier
		? l10n.t('Free tier: Google may use prompts and answers of this project to improve its products.')
		: undefined;
