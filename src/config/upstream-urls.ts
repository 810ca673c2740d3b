export const DEFAULT_CLOUDFLARE_URL = 'https://api.cloudflare.com/client/v4';

/** PagerDuty's addresses in each service region. */
export const PAGERDUTY_REGIONS = {
  us: { region: 'US', baseUrl: 'https://api.pagerduty.com', eventsUrl: 'https://events.pagerduty.com' },
  eu: { region: 'EU', baseUrl: 'https://api.eu.pagerduty.com', eventsUrl: 'https://events.eu.pagerduty.com' },
} as const;

/**
 * Serves both regions; the scope `as_account-eu.…` selects the region.
 * See docs/upstream-quirks.md, "PagerDuty: transport and credentials".
 */
export const PAGERDUTY_TOKEN_URL = 'https://identity.pagerduty.com/oauth/token';
