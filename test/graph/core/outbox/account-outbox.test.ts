import { expect, test } from '@jest/globals';
import { Fault } from '../../../../src/faults/fault.js';
import { AccountOutbox } from '../../../../src/graph/core/outbox/account-outbox.js';
import type { AddResult, Outbox } from '../../../../src/store/outbox.js';
import { silentLog } from '../../../store/store-harness.js';

const CAUSE = new Fault('UPSTREAM_UNAVAILABLE', 'PagerDuty is unavailable.', { outcome: 'NOT_SENT' });

/** Queues a trigger whose store responds so. */
function queueWith(result: AddResult): Promise<unknown> {
  const store = { now: () => 0, add: async () => result } as Partial<Outbox> as Outbox;
  const outbox = new AccountOutbox('main', store, 1_000, { ...silentLog, error: () => {} });
  const label = { kind: 'INCIDENT', action: 'TRIGGER', dedupKey: 'disk', title: null } as const;
  return outbox.queue({ lane: 'disk', label, content: '{}' }, 'monitoring', CAUSE);
}

test.each<[AddResult, string, RegExp]>([
  ['refused', 'NOT_SENT', /^PagerDuty is unavailable\. It was not queued, because Redis refused .* send it again\.$/],
  ['unavailable', 'NOT_SENT', /It was not queued, because Redis is unavailable\.$/],
  ['full', 'NOT_SENT', /It was not queued, because too much waits already\.$/],
  ['unknown', 'UNKNOWN', /It is unknown whether it was queued, .* the id would be [\w-]+\.$/],
])(
  'a trigger that the store does not take (%s) has the outcome %s and the reason',
  async (result, outcome, message) => {
    await expect(queueWith(result)).rejects.toMatchObject({ outcome, message: expect.stringMatching(message) });
  },
);
