import { DEFAULT_CLOUDFLARE_URL } from '../upstream-urls.js';
import { baseUrl, cloudflareId, consentUrl, headerToken } from '../schemas.js';

/** The one Cloudflare account that the environment can describe. */
export const cloudflareSettings = {
  CLOUDFLARE_API_TOKEN: headerToken
    .optional()
    .meta({ description: 'API token with _Account > Notifications > Edit_, or _Read_ for queries.' }),
  CLOUDFLARE_ACCOUNT_ID: cloudflareId.optional().meta({ description: 'Id of the account.' }),
  CLOUDFLARE_PAGERDUTY_CONSENT_URL: consentUrl.optional().meta({
    description:
      'Page where a person links PagerDuty; `{token}` stands for the connect token: [accounts.md](accounts.md#the-consent-page).',
  }),
  CLOUDFLARE_BASE_URL: baseUrl
    .default(DEFAULT_CLOUDFLARE_URL)
    .meta({ description: 'Address of the API, for tests and proxies.' }),
};
