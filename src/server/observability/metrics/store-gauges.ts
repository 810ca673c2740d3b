import type { Store } from '../../../store/store.js';
import type { StoreStatus } from '../../../store/store-status.js';
import type { GaugeSource, GaugeValue } from './gauge-source.js';

export type StatusOfStore = Pick<Store, 'readStatus'>;

/** Figures of the state that replicas share; absent if they share nothing. */
export function describeStore(store: StatusOfStore): readonly GaugeSource[] {
  // Prometheus would read a metric without values as 0.
  if (!store.readStatus()) return [];
  const read = (toValues: (status: StoreStatus) => readonly GaugeValue[]) => () => {
    const status = store.readStatus();
    return status ? toValues(status) : [];
  };
  return [
    {
      name: 'pagergraph_redis_available',
      help: '1 while state is shared through Redis, 0 while this replica works with its own.',
      read: read(({ isAvailable }) => [{ value: Number(isAvailable) }]),
    },
    {
      name: 'pagergraph_redis_commands_total',
      help: 'Commands for Redis. error_type is empty for those that succeeded.',
      labelNames: ['error_type'],
      isCounter: true,
      read: read(({ succeeded, failed, skipped }) => [
        { labels: { error_type: '' }, value: succeeded },
        { labels: { error_type: 'failed' }, value: failed },
        { labels: { error_type: 'not-sent' }, value: skipped },
      ]),
    },
    {
      name: 'pagergraph_redis_invalid_values_total',
      help: 'Values that were ignored, because another program wrote them or they are damaged.',
      isCounter: true,
      read: read(({ invalidValues }) => [{ value: invalidValues }]),
    },
  ];
}
