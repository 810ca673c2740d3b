import { isGiven } from './secret-files.js';

type Env = Readonly<Record<string, string | undefined>>;

/** With one of these a gateway is live unless told otherwise. */
const CREDENTIALS = ['PAGERDUTY_API_TOKEN', 'PAGERDUTY_CLIENT_SECRET', 'CLOUDFLARE_API_TOKEN', 'ACCOUNTS_FILE'];

const OAUTH_APP = ['PAGERDUTY_CLIENT_ID', 'PAGERDUTY_CLIENT_SECRET', 'PAGERDUTY_OAUTH_SCOPES'];

const CLOUDFLARE = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN'];

/** What describes the one account that the environment can describe. */
const SINGLE_ACCOUNT = [
  'PAGERDUTY_API_TOKEN',
  ...OAUTH_APP,
  'PAGERDUTY_FROM',
  'PAGERDUTY_REGION',
  'PAGERDUTY_BASE_URL',
  'PAGERDUTY_EVENTS_URL',
  'PAGERDUTY_TOKEN_URL',
  'PAGERDUTY_ROUTING_KEYS',
  ...CLOUDFLARE,
  'CLOUDFLARE_PAGERDUTY_CONSENT_URL',
  'CLOUDFLARE_BASE_URL',
];

export function hasCredential(env: Env): boolean {
  return CREDENTIALS.some((name) => isGiven(env, name));
}

/** What is wrong with credentials taken together. Asks only what was given, so it is told beside badly spelled values. */
export function credentialMistakes(env: Env): string[] {
  const given = (name: string) => isGiven(env, name);
  const mistakes: string[] = [];
  const check = (wrong: boolean, sentence: string) => wrong && mistakes.push(sentence);
  check(
    env['UPSTREAMS'] === 'live' && !hasCredential(env),
    `UPSTREAMS is live, which needs a credential: ${CREDENTIALS.join(' or ')}.`,
  );
  check(OAUTH_APP.some(given) && !OAUTH_APP.every(given), `${OAUTH_APP.join(', ')} need each other; set all three.`);
  check(
    given('PAGERDUTY_API_TOKEN') && OAUTH_APP.some(given),
    'PAGERDUTY_API_TOKEN and PAGERDUTY_CLIENT_ID are two credentials for one account; set one of them.',
  );
  for (const [name, other] of [CLOUDFLARE, CLOUDFLARE.toReversed()] as [string, string][]) {
    check(given(name) && !given(other), `${name} needs ${other} beside it.`);
  }
  const doubled = SINGLE_ACCOUNT.filter(given);
  check(
    given('ACCOUNTS_FILE') && doubled.length > 0,
    `ACCOUNTS_FILE replaces ${doubled.join(', ')}; set one or the other.`,
  );
  return mistakes;
}
