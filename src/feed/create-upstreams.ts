import type { Config } from '../config/config.js';
import type { Store } from '../store/store.js';
import { createClients, type ClientListeners } from '../upstream/create-clients.js';
import type { FeedLogger } from './feed-logger.js';
import { IncidentFeeds } from './incident-feeds.js';

type ClientsArguments = Parameters<typeof createClients>;

export interface UpstreamsOptions {
  /** Observes the calls of the clients. */
  readonly telemetry: Pick<ClientListeners, 'observeUpstream' | 'onCacheLookup'>;
  readonly store: Store;
  readonly logger: FeedLogger;
}

/** Creates the clients of all accounts and the feeds of the PagerDuty accounts, which see every write of the clients. */
export function createUpstreams(
  config: Config,
  createDispatcher: ClientsArguments[1],
  deriveCursorKey: ClientsArguments[2],
  { telemetry, store, logger }: UpstreamsOptions,
) {
  const clients = createClients(config, createDispatcher, deriveCursorKey, {
    observeUpstream: telemetry.observeUpstream,
    onCacheLookup: telemetry.onCacheLookup,
    onFailedCall: (failedCall) => logger.warn(failedCall, 'Upstream call failed'),
    onIncidentWrite: (...write) => feeds.observe(...write),
  });
  const feeds = new IncidentFeeds({
    accounts: clients.pagerduty.byKey,
    store,
    logger,
    pollSeconds: config.livePollSeconds,
  });
  return { ...clients, feeds };
}
