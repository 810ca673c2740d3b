import type { IncidentFeeds } from '../../../feed/incident-feeds.js';
import type { Accounts } from '../../../config/config.js';
import type { FeedStatus } from '../../../feed/incident-feed.js';
import type { UpstreamRateLimit } from '../../../upstream/transport/resilience/rate-limit.js';
import type { GaugeSource, GaugeValue } from './gauge-source.js';
import { describeOutboxes, type GaugedOutbox } from './outbox-gauges.js';
import { describeStore, type StatusOfStore } from './store-gauges.js';

/** What the gauges read. */
export interface GaugedParts {
  readonly upstreams: {
    readonly pagerduty: Accounts<RateLimited>;
    readonly cloudflare: Accounts<RateLimited>;
    readonly feeds: Pick<IncidentFeeds, 'statuses'>;
  };
  /** Number of requests without a complete response. */
  readonly drain: { readonly running: number };
  readonly openSubscriptions: () => number;
  readonly store: StatusOfStore;
  /** Of what waits for PagerDuty. */
  readonly delivery: { readonly outboxes: readonly GaugedOutbox[] };
}

interface RateLimited {
  readonly client: { rateLimit(): UpstreamRateLimit | undefined };
}

/** Figures that the parts of a gateway have anyway. */
export function describeGauges({
  upstreams,
  drain,
  openSubscriptions,
  store,
  delivery,
}: GaugedParts): readonly GaugeSource[] {
  return [
    {
      name: 'http_server_active_requests',
      help: 'Requests without a complete response.',
      read: () => [{ value: drain.running }],
    },
    {
      name: 'pagergraph_subscriptions',
      help: 'Open subscriptions over event streams and WebSockets.',
      read: () => [{ value: openSubscriptions() }],
    },
    ...describeQuotas(upstreams),
    ...describeFeeds(() => [...upstreams.feeds.statuses()]),
    ...describeStore(store),
    ...describeOutboxes(delivery.outboxes),
  ];
}

function describeQuotas({ pagerduty, cloudflare }: GaugedParts['upstreams']): readonly GaugeSource[] {
  const readQuotas = (toValue: (limit: UpstreamRateLimit) => number | undefined) => [
    ...readQuotasOf('pagerduty', pagerduty, toValue),
    ...readQuotasOf('cloudflare', cloudflare, toValue),
  ];
  const labelNames = ['upstream', 'account'];
  return [
    {
      name: 'pagergraph_upstream_quota_limit',
      help: 'Calls that the upstream allows the account in its current window.',
      labelNames,
      read: () => readQuotas(({ limit }) => limit),
    },
    {
      name: 'pagergraph_upstream_quota_remaining',
      help: 'Calls that the upstream still allows in its current window; all of them after its end.',
      labelNames,
      read: () => readQuotas(({ limit, remaining, resetAt = Infinity }) => (resetAt <= Date.now() ? limit : remaining)),
    },
  ];
}

function readQuotasOf(
  upstream: string,
  { byKey }: Accounts<RateLimited>,
  toValue: (limit: UpstreamRateLimit) => number | undefined,
): GaugeValue[] {
  return Object.entries(byKey).flatMap(([account, { client }]) => {
    const rateLimit = client.rateLimit();
    const value = rateLimit && toValue(rateLimit);
    return value === undefined ? [] : [{ labels: { upstream, account }, value }];
  });
}

type ReadStatuses = () => readonly (readonly [account: string, status: FeedStatus])[];

function describeFeeds(readStatuses: ReadStatuses): readonly GaugeSource[] {
  const readFeeds = (toValue: (status: FeedStatus) => number | undefined) =>
    readStatuses().flatMap(([account, status]) => {
      const value = toValue(status);
      return value === undefined ? [] : [{ labels: { account }, value }];
    });
  const labelNames = ['account'];
  return [
    {
      name: 'pagergraph_feed_lag_seconds',
      help: 'How far the live feed of an account may be behind PagerDuty; absent while nobody watches.',
      labelNames,
      read: () => readFeeds(({ maxLagSeconds }) => maxLagSeconds ?? undefined),
    },
    {
      name: 'pagergraph_feed_webhook_active',
      help: '1 while PagerDuty delivers webhooks to the feed of an account, 0 while the subscription is disabled.',
      labelNames,
      read: () =>
        readFeeds(({ webhook }) => (webhook ? Number(webhook.isActive && !webhook.isTemporarilyDisabled) : undefined)),
    },
  ];
}
