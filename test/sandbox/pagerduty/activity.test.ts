import { afterEach, describe, expect, test } from '@jest/globals';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.js';
import { fieldValues, startTestSandbox, textField, toList, type Json, type TestSandbox } from '../harness.js';
import { startReceiver } from '../webhook-receiver.js';

let harness: TestSandbox;
afterEach(() => harness.sandbox.stop());

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const START = '2026-03-18T12:00:00Z';

async function start(options: SandboxOptions = {}): Promise<void> {
  harness = await startTestSandbox({ activity: true, ...options });
}

/** What a client reads that polls the log entries. */
async function poll(): Promise<readonly Json[]> {
  const { json } = await harness.pagerduty(`/log_entries?since=${START}&limit=100`);
  return toList(json['log_entries']);
}

/** Polls every five seconds. */
async function watch(milliseconds: number): Promise<readonly Json[]> {
  for (let waited = 0; waited < milliseconds; waited += 5 * SECOND) {
    await poll();
    harness.advanceClock(5 * SECOND);
  }
  return poll();
}

async function openIds(): Promise<readonly string[]> {
  const query = 'statuses[]=triggered&statuses[]=acknowledged&date_range=all&limit=100';
  return fieldValues((await harness.pagerduty(`/incidents?${query}`)).json['incidents'], 'id');
}

const kindsOf = (entries: readonly Json[]) => new Set(entries.map((entry) => textField(entry, 'type')));

/** Titles of the incidents of five minutes. */
async function titlesOf(seed: number): Promise<readonly string[]> {
  await start({ seed });
  const entries = await watch(5 * MINUTE);
  await harness.sandbox.stop();
  return entries.map((entry) => textField(entry['incident'], 'summary'));
}

describe('while somebody polls the log entries', () => {
  test('an incident is triggered within ten seconds', async () => {
    await start();
    expect(kindsOf(await watch(10 * SECOND))).toContain('trigger_log_entry');
  });

  test('incidents are triggered, acknowledged, annotated and resolved, a few at a time', async () => {
    await start();
    const seeded = (await openIds()).length;
    for (let minute = 0; minute < 20; minute += 1) {
      await watch(MINUTE);
      expect((await openIds()).length).toBeLessThanOrEqual(seeded + 4);
    }
    const kinds = kindsOf(await poll());
    for (const kind of ['trigger', 'acknowledge', 'annotate', 'resolve']) expect(kinds).toContain(`${kind}_log_entry`);
  });

  test('a few things happen each minute', async () => {
    await start();
    await watch(10 * MINUTE);
    const acts = (await poll()).filter((entry) =>
      /^(?:trigger|acknowledge|annotate|resolve)_/.test(textField(entry, 'type')),
    );
    expect(acts.length).toBeGreaterThan(25);
    expect(acts.length).toBeLessThan(75);
  });

  test('the seeded incidents stay as they are', async () => {
    await start();
    const seeded = await openIds();
    await watch(5 * MINUTE);
    expect(await openIds()).toEqual(expect.arrayContaining([...seeded]));
  });

  test('incidents that a client resolves are replaced by others', async () => {
    await start();
    const seeded = new Set(await openIds());
    await watch(10 * SECOND);
    const [own = ''] = (await openIds()).filter((id) => !seeded.has(id));
    const body = { incident: { type: 'incident', status: 'resolved' } };
    await harness.pagerduty(`/incidents/${own}`, { method: 'PUT', body });
    await watch(2 * MINUTE);
    expect((await openIds()).length).toBeGreaterThan(seeded.size);
  });

  test('nothing is triggered while every service is in maintenance', async () => {
    await start();
    const services = toList((await harness.pagerduty('/services?limit=100')).json['services']);
    const body = {
      maintenance_window: {
        type: 'maintenance_window',
        start_time: START,
        end_time: '2026-03-18T12:10:00Z',
        services: services.map(({ id }) => ({ id, type: 'service_reference' })),
      },
    };
    expect((await harness.pagerduty('/maintenance_windows', { body })).status).toBe(201);
    expect(await watch(MINUTE)).toEqual([]);
    expect(kindsOf(await watch(10 * MINUTE))).toContain('trigger_log_entry');
  });

  test('the account does not grow without an end', async () => {
    await start();
    for (let minute = 0; minute < 240; minute += 1) {
      await poll();
      harness.advanceClock(MINUTE);
    }
    const { json } = await harness.pagerduty('/incidents?date_range=all&limit=1&total=true');
    expect(Number(json['total'])).toBeGreaterThan(60 + 100);
    expect(Number(json['total'])).toBeLessThanOrEqual(60 + 4 + 100);
  });

  test('the same seed gives the same incidents, another seed gives others', async () => {
    const first = await titlesOf(1);
    expect(await titlesOf(1)).toEqual(first);
    expect(await titlesOf(2)).not.toEqual(first);
  });
});

describe('while nobody watches', () => {
  test('nothing happens', async () => {
    await start();
    const [id = ''] = await openIds();
    await harness.pagerduty(`/incidents/${id}/log_entries`);
    harness.advanceClock(2 * MINUTE);
    expect(await poll()).toEqual([]);
  });

  test('it ends within two minutes of the last poll', async () => {
    await start();
    await watch(MINUTE);
    harness.advanceClock(2 * MINUTE);
    await harness.timers.waitUntilIdle();
    const before = (await openIds()).length;
    harness.advanceClock(10 * MINUTE);
    expect((await openIds()).length).toBe(before);
  });

  test('nothing happens without the option', async () => {
    await start({ activity: false });
    expect(await watch(MINUTE)).toEqual([]);
  });
});

test('a watcher with a subscription receives webhooks of what happens', async () => {
  await start();
  const receiver = await startReceiver();
  harness.sandbox.subscribe({ url: receiver.url, secret: 'secret' });
  await watch(10 * SECOND);
  expect((await receiver.waitFor(1))[0]?.type).toBe('incident.triggered');
  await receiver.stop();
});

test('a reset ends it until the next poll', async () => {
  await start();
  await watch(MINUTE);
  harness.sandbox.control.pagerduty.reset();
  harness.advanceClock(MINUTE);
  expect(await harness.pagerduty('/incidents?limit=1&date_range=all&total=true')).toMatchObject({
    json: { total: 60 },
  });
});
