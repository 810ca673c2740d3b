import * as z from 'zod';
import { mustBe } from '../schemas.js';
import { onOff, wholeNumber, proxyUrl } from './setting-types.js';

const MINUTE_MS = 60_000;

/** How the upstreams are called, and what is kept of them. */
export const upstreamSettings = {
  ACCOUNTS_FILE: z.string().optional().meta({
    description: 'Several accounts, instead of the settings of one: [accounts.md](accounts.md#several-accounts).',
    values: 'path of a JSON file',
  }),
  UPSTREAM_DEADLINE_MS: wholeNumber(1, 10 * MINUTE_MS)
    .default(10_000)
    .meta({
      description: 'Milliseconds for one upstream operation: all attempts, waits and the body.',
    }),
  UPSTREAM_TRY_TIMEOUT_MS: wholeNumber(1, 10 * MINUTE_MS)
    .default(4_000)
    .meta({
      description:
        'Milliseconds for one attempt of a call that may be retried. Any other call has the deadline less 2 s, to check its outcome.',
    }),
  IDEMPOTENCY_TTL_SECONDS: wholeNumber(1, 30 * 86_400)
    .default(86_400)
    .meta({
      description: 'Seconds for which a response is stored for its `idempotencyKey`.',
    }),
  REFERENCE_CACHE_SECONDS: wholeNumber(0, 3600).default(30).meta({
    description:
      'Seconds for which services, users, policies and other [references](resilience.md#shared-and-cached-reads) are cached; 0 turns the cache off.',
  }),
  LIVE_POLL_SECONDS: wholeNumber(5, 60).default(5).meta({
    description: 'Seconds between two polls of PagerDuty’s log entries while somebody subscribes: [live.md](live.md).',
  }),
  CURSOR_KEY: z.string().min(32, mustBe('at least 32 characters')).optional().meta({
    description:
      'Signs cursors. With the same key on every replica, cursors stay valid across replicas and new credentials.',
    defaultText: 'derived from each account’s credential',
  }),
  SANDBOX_ACTIVITY: onOff.default(true).meta({
    description: 'Lets incidents come and go in the [sandbox](sandbox.md#activity) while somebody watches.',
  }),
  HTTPS_PROXY: proxyUrl.optional().meta({
    description:
      'Forward proxy for calls to https origins: `http://user:password@host:port`. `https_proxy` takes precedence. Loopback is never called through it.',
  }),
  NO_PROXY: z.string().default('').meta({
    description: 'Hosts that are called directly. `no_proxy` takes precedence.',
    values: 'host names between commas',
    defaultText: 'none',
  }),
};
