import { isSet, type Env } from './secret-files.js';

/** Any of these selects live mode by default. */
const CREDENTIALS = ['PAGERDUTY_API_TOKEN', 'PAGERDUTY_CLIENT_SECRET', 'CLOUDFLARE_API_TOKEN', 'ACCOUNTS_FILE'];

const OAUTH_APP_SETTINGS = ['PAGERDUTY_CLIENT_ID', 'PAGERDUTY_CLIENT_SECRET', 'PAGERDUTY_OAUTH_SCOPES'];

const CLOUDFLARE_SETTINGS = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN'];

/** The settings that `ACCOUNTS_FILE` replaces. */
const SINGLE_ACCOUNT_SETTINGS = [
  'PAGERDUTY_API_TOKEN',
  ...OAUTH_APP_SETTINGS,
  'PAGERDUTY_FROM',
  'PAGERDUTY_REGION',
  'PAGERDUTY_BASE_URL',
  'PAGERDUTY_EVENTS_URL',
  'PAGERDUTY_TOKEN_URL',
  'PAGERDUTY_ROUTING_KEYS',
  'WEBHOOK_SECRETS',
  'WEBHOOK_SUBSCRIPTION_ID',
  ...CLOUDFLARE_SETTINGS,
  'CLOUDFLARE_PAGERDUTY_CONSENT_URL',
  'CLOUDFLARE_BASE_URL',
];

export function hasCredential(env: Env): boolean {
  return CREDENTIALS.some((name) => isSet(env, name));
}

/** Finds incomplete and conflicting credentials. Looks only at which settings are set, not at their values. */
export function findCredentialErrors(env: Env): string[] {
  const has = (name: string) => isSet(env, name);
  const errors: string[] = [];
  const rejectIf = (isInvalid: boolean, message: string) => isInvalid && errors.push(message);
  rejectIf(
    env['UPSTREAMS'] === 'live' && !hasCredential(env),
    `UPSTREAMS=live requires a credential: ${CREDENTIALS.join(' or ')}.`,
  );
  rejectIf(
    OAUTH_APP_SETTINGS.some(has) && !OAUTH_APP_SETTINGS.every(has),
    `${OAUTH_APP_SETTINGS.join(', ')} must be set together.`,
  );
  rejectIf(
    has('PAGERDUTY_API_TOKEN') && OAUTH_APP_SETTINGS.some(has),
    'PAGERDUTY_API_TOKEN and PAGERDUTY_CLIENT_ID are two credentials of one account; set only one of them.',
  );
  for (const [name, other] of [CLOUDFLARE_SETTINGS, CLOUDFLARE_SETTINGS.toReversed()] as [string, string][]) {
    rejectIf(has(name) && !has(other), `${name} requires ${other}.`);
  }
  const duplicated = SINGLE_ACCOUNT_SETTINGS.filter(has);
  rejectIf(
    has('ACCOUNTS_FILE') && duplicated.length > 0,
    `ACCOUNTS_FILE replaces ${duplicated.join(', ')}; set either the file or these.`,
  );
  return errors;
}
