import type { CloudflareAccountConfig, PagerDutyAccountConfig } from './config.js';
import { PAGERDUTY_REGIONS, PAGERDUTY_TOKEN_URL } from './upstream-urls.js';

/** The settings of one PagerDuty account, from the environment or from a file. */
export interface PagerDutySettings {
  readonly apiToken?: string | undefined;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly oauthScopes?: readonly string[] | undefined;
  readonly region: keyof typeof PAGERDUTY_REGIONS;
  readonly baseUrl?: string | undefined;
  readonly eventsUrl?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly from?: string | undefined;
  readonly fromMayAcknowledge?: boolean | undefined;
  readonly routingKeys?: Readonly<Record<string, string>> | undefined;
  readonly webhookSecrets?: readonly string[] | undefined;
  readonly webhookSubscriptionId?: string | undefined;
}

/** The settings of one Cloudflare account, from the environment or from a file. */
export interface CloudflareSettings {
  readonly accountId?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly baseUrl: string;
  readonly consentUrl?: string | undefined;
}

/** Undefined when the settings have no complete credential. */
export function toPagerDutyAccount(settings: PagerDutySettings): PagerDutyAccountConfig | undefined {
  const { apiToken, clientId, clientSecret, oauthScopes: scopes, tokenUrl = PAGERDUTY_TOKEN_URL } = settings;
  const { from, fromMayAcknowledge, webhookSecrets, webhookSubscriptionId } = settings;
  const regionDefaults = PAGERDUTY_REGIONS[settings.region];
  const common = {
    baseUrl: settings.baseUrl ?? regionDefaults.baseUrl,
    eventsUrl: settings.eventsUrl ?? regionDefaults.eventsUrl,
    region: settings.baseUrl === undefined ? regionDefaults.region : 'CUSTOM',
    routingKeys: settings.routingKeys ?? {},
    ...(from === undefined ? {} : { from }),
    ...(fromMayAcknowledge === undefined ? {} : { fromMayAcknowledge }),
    ...(webhookSecrets === undefined ? {} : { webhookSecrets }),
    ...(webhookSubscriptionId === undefined ? {} : { webhookSubscriptionId }),
  } as const;
  if (apiToken !== undefined) return { ...common, apiToken };
  if (clientId === undefined || clientSecret === undefined || scopes === undefined) return undefined;
  return { ...common, app: { tokenUrl, clientId, clientSecret, scopes } };
}

/** Undefined without an API token or an account id. */
export function toCloudflareAccount(settings: CloudflareSettings): CloudflareAccountConfig | undefined {
  const { accountId, apiToken, baseUrl, consentUrl } = settings;
  if (accountId === undefined || apiToken === undefined) return undefined;
  return { baseUrl, accountId, apiToken, ...(consentUrl === undefined ? {} : { consentUrl }) };
}
