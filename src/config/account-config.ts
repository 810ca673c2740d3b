import type { CloudflareAccountConfig, PagerDutyAccountConfig } from './config.js';

/** What is said of one PagerDuty account, be it in the environment or in a file. */
export interface PagerDutySettings {
  readonly apiToken?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly oauthScopes?: readonly string[] | undefined;
  readonly region: keyof typeof REGIONS;
  readonly baseUrl?: string | undefined;
  readonly eventsUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly from?: string | undefined;
  readonly fromMayAcknowledge?: boolean | undefined;
  readonly routingKeys?: Readonly<Record<string, string>> | undefined;
}

/** What is said of one Cloudflare account. */
export interface CloudflareSettings {
  readonly accountId?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly baseUrl: string;
  readonly consentUrl?: string | undefined;
}

export const DEFAULT_CLOUDFLARE_URL = 'https://api.cloudflare.com/client/v4';

const REGIONS = {
  us: { region: 'US', baseUrl: 'https://api.pagerduty.com', eventsUrl: 'https://events.pagerduty.com' },
  eu: { region: 'EU', baseUrl: 'https://api.eu.pagerduty.com', eventsUrl: 'https://events.eu.pagerduty.com' },
} as const;

/** One for both regions; the scope `as_account-eu.…` says which (contracts: pagerduty-rest section 1). */
const DEFAULT_TOKEN_URL = 'https://identity.pagerduty.com/oauth/token';

/** Undefined without a credential. */
export function toPagerDutyAccount(settings: PagerDutySettings): PagerDutyAccountConfig | undefined {
  const { apiToken, clientId, clientSecret, oauthScopes: scopes, tokenUrl = DEFAULT_TOKEN_URL } = settings;
  const { from, fromMayAcknowledge } = settings;
  const regionDefaults = REGIONS[settings.region];
  const common = {
    baseUrl: settings.baseUrl ?? regionDefaults.baseUrl,
    eventsUrl: settings.eventsUrl ?? regionDefaults.eventsUrl,
    region: settings.baseUrl === undefined ? regionDefaults.region : 'CUSTOM',
    routingKeys: settings.routingKeys ?? {},
    ...(from === undefined ? {} : { from }),
    ...(fromMayAcknowledge === undefined ? {} : { fromMayAcknowledge }),
  } as const;
  if (apiToken !== undefined) return { ...common, apiToken };
  if (clientId === undefined || clientSecret === undefined || scopes === undefined) return undefined;
  return { ...common, app: { tokenUrl, clientId, clientSecret, scopes } };
}

/** Undefined without a credential and an account id. */
export function toCloudflareAccount(settings: CloudflareSettings): CloudflareAccountConfig | undefined {
  const { accountId, apiToken, baseUrl, consentUrl } = settings;
  if (accountId === undefined || apiToken === undefined) return undefined;
  return { baseUrl, accountId, apiToken, ...(consentUrl === undefined ? {} : { consentUrl }) };
}
