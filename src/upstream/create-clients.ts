import type { Dispatcher } from 'undici';
import type { Accounts, Config, PagerDutyAccountConfig, ProxyConfig } from '../config/config.js';
import type { Upstream } from '../faults/fault.js';
import type { Upstreams } from '../graph/core/context.js';
import { cursorKey } from '../graph/core/pagination/cursor-key.js';
import { rememberingCloudflare, rememberingPagerDuty } from './reference-cache.js';
import { createCloudflareClient } from './cloudflare/client.js';
import { createEventsClient, type EventsClient } from './pagerduty/events/client.js';
import { createPagerDutyClient, type PagerDutyClient } from './pagerduty/client.js';
import { apiKey, type Credential } from './pagerduty/credential.js';
import { createAppTokens, type AppTokens } from './pagerduty/oauth-token.js';
import type { CallFailure } from './transport/failed-call-log.js';
import { createPool } from './transport/http/pool.js';
import type { Connection } from './transport/transport.js';

type DispatcherFor = (origin: string) => Dispatcher;

type ConnectTo = (url: string) => Connection;

/** Whose call failed. */
type LogFailure = (failed: CallFailure & { readonly upstream: Upstream; readonly account: string }) => void;

/** A pool for each client, also where two share an origin: one that hangs takes no connection of the other's. */
export function createPools(proxy?: ProxyConfig) {
  const pools: Dispatcher[] = [];
  let isDestroyed = false;
  return {
    dispatcherFor: (origin: string): Dispatcher => {
      const pool = createPool(origin, proxy);
      pools.push(pool);
      return pool;
    },
    /** Lets running calls end. */
    close: () => (isDestroyed ? Promise.resolve([]) : Promise.all(pools.map((pool) => pool.close()))),
    /** Ends running calls as lost. */
    destroy() {
      isDestroyed = true;
      void Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

/**
 * The clients of every configured account. The Events API and the identity service are hosts of their own.
 *
 * @param logFailure is told of each call that an upstream failed in the end
 */
export function createUpstreams(
  config: Config,
  dispatcherFor: DispatcherFor,
  logFailure?: LogFailure,
): Omit<Upstreams, 'keyKinds'> {
  const { deadlineMs, tryTimeoutMs, referenceCacheSeconds, cursorKey: secret } = config;
  const connectFor =
    (upstream: Upstream, account: string): ConnectTo =>
    (url) => ({
      dispatcher: dispatcherFor(new URL(url).origin),
      deadlineMs,
      tryTimeoutMs,
      onFailure: logFailure && ((failure) => logFailure({ upstream, account, ...failure })),
    });
  return {
    pagerduty: withClients(config.pagerduty, (account, key) => {
      const connectTo = connectFor('PAGERDUTY', key);
      const { credential, appTokens } = credentialOf(account, connectTo);
      const client = createPagerDutyClient({ account, credential, ...connectTo(account.baseUrl) });
      return {
        client: rememberingPagerDuty(client, referenceCacheSeconds),
        fromMayAcknowledge: account.fromMayAcknowledge ?? config.fromMayAcknowledge,
        events: endingSharing(
          client,
          createEventsClient({ baseUrl: account.eventsUrl, ...connectTo(account.eventsUrl) }),
        ),
        appTokens,
        cursorKey: cursorKey(secret ?? secretOf(account), 'PAGERDUTY', key),
      };
    }),
    cloudflare: withClients(config.cloudflare, (account, key) => {
      const client = createCloudflareClient({ account, ...connectFor('CLOUDFLARE', key)(account.baseUrl) });
      return {
        client: rememberingCloudflare(client, referenceCacheSeconds),
        cursorKey: cursorKey(secret ?? account.apiToken, 'CLOUDFLARE', key),
      };
    }),
  };
}

/** An event changes incidents, though it goes by another host: who reads afterwards must not get what was read before. */
function endingSharing(client: PagerDutyClient, events: EventsClient): EventsClient {
  return {
    async sendEvent(...event) {
      client.endSharing();
      try {
        return await events.sendEvent(...event);
      } finally {
        client.endSharing();
      }
    },
  };
}

function credentialOf(
  account: PagerDutyAccountConfig,
  connectTo: ConnectTo,
): { credential: Credential; appTokens?: AppTokens } {
  if (account.app === undefined) return { credential: apiKey(account.apiToken) };
  const appTokens = createAppTokens({ ...account.app, ...connectTo(account.app.tokenUrl) });
  return { credential: appTokens, appTokens };
}

/** What only this gateway and PagerDuty know of an account. */
function secretOf({ apiToken, app }: PagerDutyAccountConfig): string {
  return app === undefined ? apiToken : app.clientSecret;
}

/** Puts clients beside each account's configuration. */
function withClients<A, C>(accounts: Accounts<A>, clientsOf: (account: A, key: string) => C): Accounts<A & C> {
  const entries = Object.entries(accounts.byKey);
  return {
    ...accounts,
    byKey: Object.fromEntries(entries.map(([key, account]) => [key, { ...account, ...clientsOf(account, key) }])),
  };
}
