import { isSet } from './secret-files.js';

type Env = Readonly<Record<string, string | undefined>>;

/** With one of these a gateway is live unless told otherwise. */
const CREDENTIALS = ['PAGERDUTY_API_TOKEN', 'PAGERDUTY_CLIENT_SECRET', 'CLOUDFLARE_API_TOKEN', 'ACCOUNTS_FILE'];

const OAUTH_APP_SETTINGS = ['PAGERDUTY_CLIENT_ID', 'PAGERDUTY_CLIENT_SECRET', 'PAGERDUTY_OAUTH_SCOPES'];

const CLOUDFLARE_SETTINGS = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN'];

/** What describes the one account that the environment can describe. */
const SINGLE_ACCOUNT_SETTINGS = [
  'PAGERDUTY_API_TOKEN',
  ...OAUTH_APP_SETTINGS,
  'PAGERDUTY_FROM',
  'PAGERDUTY_REGION',
  'PAGERDUTY_BASE_URL',
  'PAGERDUTY_EVENTS_URL',
  'PAGERDUTY_TOKEN_URL',
  'PAGERDUTY_ROUTING_KEYS',
  ...CLOUDFLARE_SETTINGS,
  'CLOUDFLARE_PAGERDUTY_CONSENT_URL',
  'CLOUDFLARE_BASE_URL',
];

export function hasCredential(env: Env): boolean {
  return CREDENTIALS.some((name) => isSet(env, name));
}

/** What is wrong with credentials taken together. Asks only what was given, so it is told beside badly spelled values. */
export function findCredentialErrors(env: Env): string[] {
  const has = (name: string) => isSet(env, name);
  const errors: string[] = [];
  const rejectIf = (isInvalid: boolean, message: string) => isInvalid && errors.push(message);
  rejectIf(
    env['UPSTREAMS'] === 'live' && !hasCredential(env),
    `UPSTREAMS is live, which needs a credential: ${CREDENTIALS.join(' or ')}.`,
  );
  rejectIf(
    OAUTH_APP_SETTINGS.some(has) && !OAUTH_APP_SETTINGS.every(has),
    `${OAUTH_APP_SETTINGS.join(', ')} need each other; set all three.`,
  );
  rejectIf(
    has('PAGERDUTY_API_TOKEN') && OAUTH_APP_SETTINGS.some(has),
    'PAGERDUTY_API_TOKEN and PAGERDUTY_CLIENT_ID are two credentials for one account; set one of them.',
  );
  for (const [name, other] of [CLOUDFLARE_SETTINGS, CLOUDFLARE_SETTINGS.toReversed()] as [string, string][]) {
    rejectIf(has(name) && !has(other), `${name} needs ${other} beside it.`);
  }
  const duplicated = SINGLE_ACCOUNT_SETTINGS.filter(has);
  rejectIf(
    has('ACCOUNTS_FILE') && duplicated.length > 0,
    `ACCOUNTS_FILE replaces ${duplicated.join(', ')}; set one or the other.`,
  );
  return errors;
}
