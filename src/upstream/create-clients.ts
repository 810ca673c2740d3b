import type { KeyObject } from 'node:crypto';
import type { Dispatcher } from 'undici';
import type { Accounts, Config, PagerDutyAccountConfig, ProxyConfig } from '../config/config.js';
import type { Upstream } from '../faults/fault.js';
import { cacheCloudflareReferences } from './cached-cloudflare-client.js';
import { cachePagerDutyReferences } from './cached-pagerduty-client.js';
import { createCloudflareClient } from './cloudflare/client.js';
import { createEventsClient, type EventsClient } from './pagerduty/events/client.js';
import { createPagerDutyClient, type PagerDutyClient } from './pagerduty/client.js';
import { createApiKeyCredential, type Credential } from './pagerduty/credential.js';
import { createOAuthCredential, type OAuthCredential } from './pagerduty/oauth-token.js';
import type { IncidentWrite, ReportWrite } from './pagerduty/reported-writes.js';
import type { OnCacheLookup } from './reference-cache.js';
import type { FailedCall } from './transport/failed-call-log.js';
import { createPool } from './transport/http/pool.js';
import type { UpstreamObserver } from './transport/observe-calls.js';
import type { Connection } from './transport/transport.js';

type CreateDispatcher = (origin: string) => Dispatcher;

type CreateConnection = (url: string) => Connection;

/** @param account its configured key */
type DeriveCursorKey = (secret: string, upstream: Upstream, account: string) => KeyObject;

type LogFailedCall = (failedCall: FailedCall & { readonly upstream: Upstream; readonly account: string }) => void;

/** A connection to one host for one account. */
export interface ObservedConnection {
  readonly upstream: Upstream;
  readonly account: string;
  /** With its port, if that is not the default. */
  readonly host: string;
}

/** Returns what observes the calls of a connection. */
export type ObserveUpstream = (connection: ObservedConnection) => UpstreamObserver;

export interface ClientListeners {
  /** Called for each call that an upstream failed after all retries. */
  readonly onFailedCall?: LogFailedCall;
  /** Called for each write of incidents that PagerDuty accepted; see `ReportWrite`. */
  readonly onIncidentWrite?: (account: string, write: IncidentWrite, startedAt: number) => void;
  readonly observeUpstream?: ObserveUpstream | undefined;
  readonly onCacheLookup?: OnCacheLookup | undefined;
}

/** One pool for each client, also where two share an origin, so that a slow upstream takes no connection of another. */
export function createPools(proxy?: ProxyConfig) {
  const pools: Dispatcher[] = [];
  let isDestroyed = false;
  return {
    createDispatcher: (origin: string): Dispatcher => {
      const pool = createPool(origin, proxy);
      pools.push(pool);
      return pool;
    },
    /** Waits for the calls in flight. */
    close: () => (isDestroyed ? Promise.resolve([]) : Promise.all(pools.map((pool) => pool.close()))),
    /** Aborts the calls in flight. */
    destroy() {
      isDestroyed = true;
      void Promise.all(pools.map((pool) => pool.destroy()));
    },
  };
}

/** Creates the clients of every configured account. The Events API and the identity service are separate hosts. */
export function createClients(
  config: Config,
  createDispatcher: CreateDispatcher,
  deriveCursorKey: DeriveCursorKey,
  { onFailedCall, onIncidentWrite, observeUpstream, onCacheLookup }: ClientListeners = {},
) {
  const { deadlineMs, tryTimeoutMs, referenceCacheSeconds, cursorKey: secret } = config;
  const connectionFactoryFor =
    (upstream: Upstream, account: string): CreateConnection =>
    (url) => ({
      dispatcher: createDispatcher(new URL(url).origin),
      deadlineMs,
      tryTimeoutMs,
      observer: observeUpstream?.({ upstream, account, host: new URL(url).host }),
      onFailedCall: onFailedCall && ((failure) => onFailedCall({ upstream, account, ...failure })),
    });
  return {
    pagerduty: addClients(config.pagerduty, (account, key) => {
      const createConnection = connectionFactoryFor('PAGERDUTY', key);
      const onWrite: ReportWrite | undefined = onIncidentWrite && ((...write) => onIncidentWrite(key, ...write));
      const { client, events, appTokens } = createPagerDutyClients(account, createConnection, onWrite);
      return {
        client: cachePagerDutyReferences(client, referenceCacheSeconds, onCacheLookup),
        fromMayAcknowledge: account.fromMayAcknowledge ?? config.fromMayAcknowledge,
        events,
        appTokens,
        cursorKey: deriveCursorKey(secret ?? getAccountSecret(account), 'PAGERDUTY', key),
      };
    }),
    cloudflare: addClients(config.cloudflare, (account, key) => {
      const client = createCloudflareClient({ account, ...connectionFactoryFor('CLOUDFLARE', key)(account.baseUrl) });
      return {
        client: cacheCloudflareReferences(client, referenceCacheSeconds, onCacheLookup),
        cursorKey: deriveCursorKey(secret ?? account.apiToken, 'CLOUDFLARE', key),
      };
    }),
  };
}

function createPagerDutyClients(
  account: PagerDutyAccountConfig,
  createConnection: CreateConnection,
  onIncidentWrite: ReportWrite | undefined,
) {
  const { credential, appTokens } = createCredential(account, createConnection);
  const client = createPagerDutyClient({
    account,
    credential,
    ...createConnection(account.baseUrl),
    onIncidentWrite,
  });
  const events = createEventsClient({ baseUrl: account.eventsUrl, ...createConnection(account.eventsUrl) });
  return { client, events: forgetReadsAroundEvents(client, events), appTokens };
}

/** An event changes what the REST API returns through another host, so a later read must not share an earlier response. */
function forgetReadsAroundEvents(client: PagerDutyClient, events: EventsClient): EventsClient {
  const forgetReadsAround = async <T>(send: () => Promise<T>): Promise<T> => {
    client.forgetInFlightReads();
    try {
      return await send();
    } finally {
      client.forgetInFlightReads();
    }
  };
  return {
    sendEvent: (...event) => forgetReadsAround(() => events.sendEvent(...event)),
    sendChangeEvent: (...event) => forgetReadsAround(() => events.sendChangeEvent(...event)),
  };
}

function createCredential(
  account: PagerDutyAccountConfig,
  createConnection: CreateConnection,
): { credential: Credential; appTokens?: OAuthCredential } {
  if (account.app === undefined) return { credential: createApiKeyCredential(account.apiToken) };
  const appTokens = createOAuthCredential({ ...account.app, ...createConnection(account.app.tokenUrl) });
  return { credential: appTokens, appTokens };
}

/** The secret that the gateway shares with PagerDuty. */
function getAccountSecret({ apiToken, app }: PagerDutyAccountConfig): string {
  return app === undefined ? apiToken : app.clientSecret;
}

/** Adds clients to the configuration of each account. */
function addClients<A, C>(
  accounts: Accounts<A>,
  createAccountClients: (account: A, key: string) => C,
): Accounts<A & C> {
  const entries = Object.entries(accounts.byKey);
  return {
    ...accounts,
    byKey: Object.fromEntries(
      entries.map(([key, account]) => [key, { ...account, ...createAccountClients(account, key) }]),
    ),
  };
}
