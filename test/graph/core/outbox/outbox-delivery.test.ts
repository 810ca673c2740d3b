import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../../../src/faults/fault.js';
import { AccountOutbox, type OutboxLog } from '../../../../src/graph/core/outbox/account-outbox.js';
import { OutboxDelivery } from '../../../../src/graph/core/outbox/outbox-delivery.js';
import { type FileOutboxes, openFileOutboxes } from '../../../../src/store/file/file-outboxes.js';
import { createItem, LEASE_MS } from '../../../store/outbox-harness.js';
import { silentLog } from '../../../store/store-harness.js';

const log: OutboxLog = { ...silentLog, error: () => {} };
let folder: string;
let file: FileOutboxes;
let outbox: AccountOutbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  file = await openFileOutboxes({ path: join(folder, 'outbox'), accounts: ['main'], leaseMs: 60 * LEASE_MS, log });
  outbox = new AccountOutbox('main', file.openOutbox('main'), 3_600_000, log);
});
afterEach(async () => {
  await file.close();
  rmSync(folder, { recursive: true });
});

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((tick) => setTimeout(tick, 10));
};

const addItem = (lane: string) => outbox.store.add(createItem({ lane, expiresAt: Date.now() + 3_600_000 }));

test('counts what waits also while a delivery takes long', async () => {
  const ends: (() => void)[] = [];
  const delivery = new OutboxDelivery([outbox], () => new Promise((end) => ends.push(() => end({}))), log);
  await addItem('slow');
  delivery.start();
  await until(() => ends.length === 1);
  await addItem('later');
  await until(() => outbox.lastDepth?.waiting === 2);
  ends.pop()?.();
  const stopped = delivery.stop();
  ends.pop()?.();
  await stopped;
  expect(outbox.counts.DELIVERED).toBe(1);
});

test('delivers up to four items of different keys at the same time, and the rest afterwards', async () => {
  let running = 0;
  let most = 0;
  const deliver = async () => {
    most = Math.max(most, (running += 1));
    await until(() => most === 4);
    await new Promise((tick) => setTimeout(tick, 20));
    running -= 1;
    return {};
  };
  const delivery = new OutboxDelivery([outbox], deliver, log);
  for (let lane = 0; lane < 10; lane += 1) await addItem(`lane-${lane}`);
  delivery.start();
  await until(() => outbox.counts.DELIVERED === 10);
  await delivery.stop();
  expect(most).toBe(4);
});

test('asks once for what is due while nothing is', async () => {
  const claim = jest.spyOn(outbox.store, 'claim');
  const delivery = new OutboxDelivery([outbox], async () => ({}), log);
  delivery.start();
  await until(() => claim.mock.calls.length > 0);
  await delivery.stop();
  expect(claim).toHaveBeenCalledTimes(1);
});

test.each([
  [
    'PagerDuty requests a day',
    new Fault('UPSTREAM_UNAVAILABLE', 'Later.', { outcome: 'UNKNOWN', retryAfterSeconds: 86_400 }),
  ],
  ['a lookup cannot be read', new Fault('UPSTREAM_BAD_RESPONSE', 'Unreadable.', { outcome: 'NOT_SENT' })],
])('is tried again within a minute if %s', async (_why, fault) => {
  const release = jest.spyOn(outbox.store, 'release');
  const delivery = new OutboxDelivery([outbox], () => Promise.reject(fault), log);
  await addItem('late');
  const startedAt = Date.now();
  delivery.start();
  await until(() => release.mock.calls.length > 0 || outbox.counts.REFUSED > 0);
  await delivery.stop();
  expect(outbox.counts.REFUSED).toBe(0);
  expect(release.mock.calls[0]?.[1]).toBeLessThanOrEqual(Date.now() + 60_000);
  expect(release.mock.calls[0]?.[1]).toBeGreaterThan(startedAt);
});

test.each([
  ['an error', new Error('defect')],
  ['a fault that hides it', new Fault('INTERNAL_SERVER_ERROR', 'Internal error', { cause: new Error('defect') })],
])('logs a defect of its code with %s', async (_what, err) => {
  const error = jest.spyOn(log, 'error');
  const delivery = new OutboxDelivery([outbox], () => Promise.reject(err), log);
  await addItem('defect');
  delivery.start();
  await until(() => outbox.counts.REFUSED > 0);
  await delivery.stop();
  expect(error).toHaveBeenCalledWith(expect.objectContaining({ err }), 'A delivery failed');
  error.mockRestore();
});
