import type { Dispatcher, Pool } from 'undici';
import type { Accounts, Config, PagerDutyAccountConfig } from './config/config.js';
import type { Upstreams } from './graph/context.js';
import { rememberingCloudflare, rememberingPagerDuty } from './loaders/remembering.js';
import { createCloudflareClient } from './upstream/cloudflare/client.js';
import { createEventsClient, type EventsClientOptions } from './upstream/pagerduty-events/client.js';
import { createPagerDutyClient } from './upstream/pagerduty/client.js';
import { apiKey, type Credential } from './upstream/pagerduty/credential.js';
import { createAppTokens, type AppTokens } from './upstream/pagerduty/oauth.js';
import { createPool } from './upstream/transport/pool.js';

type DispatcherFor = (origin: string) => Dispatcher;

/** What carries the calls of one client, and for how long. */
type LineTo = (url: string) => Pick<EventsClientOptions, 'dispatcher' | 'deadlineMs' | 'tryTimeoutMs'>;

/** A pool for each client, also where two share an origin: one that hangs takes no connection of the other's. */
export function createPools() {
  const pools: Pool[] = [];
  return {
    dispatcherFor: (origin: string): Dispatcher => {
      const pool = createPool(origin);
      pools.push(pool);
      return pool;
    },
    /** Lets running calls end. */
    close: () => Promise.all(pools.filter((pool) => !pool.destroyed).map((pool) => pool.close())),
    /** Ends running calls as lost. */
    destroy: () => void Promise.all(pools.map((pool) => pool.destroy())),
  };
}

/** The clients of every configured account. The Events API and the identity service are hosts of their own. */
export function createUpstreams(config: Config, dispatcherFor: DispatcherFor): Omit<Upstreams, 'keyKinds'> {
  const { deadlineMs, tryTimeoutMs, referenceCacheSeconds } = config;
  const line: LineTo = (url) => ({ dispatcher: dispatcherFor(new URL(url).origin), deadlineMs, tryTimeoutMs });
  return {
    pagerduty: withClients(config.pagerduty, (account) => {
      const { credential, appTokens } = credentialOf(account, line);
      const client = createPagerDutyClient({ account, credential, ...line(account.baseUrl) });
      return {
        client: rememberingPagerDuty(client, referenceCacheSeconds),
        events: createEventsClient({ baseUrl: account.eventsUrl, ...line(account.eventsUrl) }),
        appTokens,
      };
    }),
    cloudflare: withClients(config.cloudflare, (account) => {
      const client = createCloudflareClient({ account, ...line(account.baseUrl) });
      return { client: rememberingCloudflare(client, referenceCacheSeconds) };
    }),
  };
}

function credentialOf(
  account: PagerDutyAccountConfig,
  line: LineTo,
): { credential: Credential; appTokens?: AppTokens } {
  if (account.app === undefined) return { credential: apiKey(account.apiToken) };
  const appTokens = createAppTokens({ ...account.app, ...line(account.app.tokenUrl) });
  return { credential: appTokens, appTokens };
}

/** Puts clients beside each account's configuration. */
function withClients<A, C>(accounts: Accounts<A>, clientsOf: (account: A) => C): Accounts<A & C> {
  const entries = Object.entries(accounts.byKey);
  return {
    ...accounts,
    byKey: Object.fromEntries(entries.map(([key, account]) => [key, { ...account, ...clientsOf(account) }])),
  };
}
