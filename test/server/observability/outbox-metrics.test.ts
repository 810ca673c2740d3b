import { expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveGateways } from '../harness.js';
import { METRICS, scrape, sumOf } from './scrape.js';

const { open, sandbox } = liveGateways();

const TRIGGER = `mutation { triggerIncident(input: {
  service: { pagerDutyId: "PSVC001" }, title: "Disk", dedupKey: "metrics-1", whenUnavailable: QUEUE
}) { queued { id } } }`;

test('the metrics show what waits, and count how it ended', async () => {
  const { from } = sandbox().pagerduty;
  const OUTBOX_FILE = join(mkdtempSync(join(tmpdir(), 'outbox-')), 'outbox');
  const settings = { ...METRICS, OUTBOX_FILE, OUTBOX_TTL_SECONDS: '3', UPSTREAM_DEADLINE_MS: '1000' };
  const gateway = await open(settings, { accountOverrides: { from } });
  sandbox().control.pagerduty.addFault({ kind: 'down' });
  const { errors } = await gateway.run(TRIGGER);
  expect(errors).toEqual([]);
  const read = async (name: string, labels: object = {}) => sumOf(await scrape(gateway), name, { ...labels });
  const until = async (name: string, labels: object) => {
    while ((await read(name, labels)) === 0) await new Promise((tick) => setTimeout(tick, 20));
  };
  await until('pagergraph_outbox_oldest_seconds', { account: 'main' });
  expect(await read('pagergraph_outbox_waiting')).toBe(1);
  expect(await read('pagergraph_outbox_items_total', { state: 'queued' })).toBe(1);
  await until('pagergraph_outbox_items_total', { state: 'expired' });
  while ((await read('pagergraph_outbox_waiting')) > 0) await new Promise((tick) => setTimeout(tick, 20));
  expect(await read('pagergraph_outbox_oldest_seconds')).toBe(0);
});

test('there are no metrics of an outbox without one', async () => {
  const samples = await scrape(await open(METRICS));
  expect(samples.filter(({ name }) => name.startsWith('pagergraph_outbox'))).toEqual([]);
});
