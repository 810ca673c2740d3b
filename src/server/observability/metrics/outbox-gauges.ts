import type { AccountOutbox } from '../../../graph/core/outbox/account-outbox.js';
import type { OutboxDepth } from '../../../store/outbox.js';
import type { GaugeSource } from './gauge-source.js';

/** What the gauges read of an outbox. */
export type GaugedOutbox = Pick<AccountOutbox, 'account' | 'counts' | 'lastDepth' | 'now'>;

/** Figures of what waits for PagerDuty; absent without an outbox. */
export function describeOutboxes(outboxes: readonly GaugedOutbox[]): readonly GaugeSource[] {
  // Prometheus would read a metric without values as 0.
  if (outboxes.length === 0) return [];
  const readDepths = (toValue: (depth: OutboxDepth, now: number) => number) => () =>
    outboxes.flatMap(({ account, lastDepth, now }) =>
      lastDepth ? [{ labels: { account }, value: toValue(lastDepth, now()) }] : [],
    );
  return [
    {
      name: 'pagergraph_outbox_waiting',
      help: 'Queued triggers that wait until PagerDuty is available, of all replicas.',
      labelNames: ['account'],
      read: readDepths(({ waiting }) => waiting),
    },
    {
      name: 'pagergraph_outbox_oldest_seconds',
      help: 'How long the oldest queued trigger waits; 0 if nothing waits.',
      labelNames: ['account'],
      read: readDepths(({ oldestAt }, now) => (oldestAt === undefined ? 0 : Math.max(0, now - oldestAt) / 1000)),
    },
    {
      name: 'pagergraph_outbox_items_total',
      help: 'Triggers that this process queued, and those that it settled by how they ended.',
      labelNames: ['account', 'state'],
      isCounter: true,
      read: () =>
        outboxes.flatMap(({ account, counts }) =>
          Object.entries(counts).map(([state, value]) => ({ labels: { account, state: state.toLowerCase() }, value })),
        ),
    },
  ];
}
