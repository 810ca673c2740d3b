import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../src/sandbox/random.js';
import { ACTS, type ActName, merge } from './sandbox-acts.js';
import { type SandboxFeed, startSandboxFeed, toShown } from './sandbox-feed.js';

let harness: SandboxFeed;
let openIds: readonly string[];
beforeEach(async () => {
  harness = await startSandboxFeed();
  await harness.watch();
  const triggeredFirst = (await harness.listOpen()).toSorted((a, b) => b.status.localeCompare(a.status));
  openIds = triggeredFirst.map(({ id }) => id);
});
afterEach(() => harness.stop());

const random = createRandom(1);
const openId = (index: number) => openIds[index] ?? '';

async function act(name: ActName, id = openId(0)): Promise<void> {
  expect([200, 201]).toContain((await ACTS[name](harness.pagerduty, id, random)).status);
}

/** The feed's list equals PagerDuty's. */
async function expectSameList(): Promise<void> {
  const { incidents } = await harness.feed.openIncidents();
  expect(toShown(incidents)).toEqual(toShown(await harness.listOpen()));
}

test('the first list is PagerDuty’s open list', async () => {
  expect(openIds.length).toBeGreaterThan(10);
  await expectSameList();
});

describe('webhooks of the sandbox', () => {
  test('show each change at once, without a poll', async () => {
    await act('acknowledge');
    await harness.until(() => harness.typesOf(openId(0)).includes('ACKNOWLEDGED'));
    await act('annotate', openId(1));
    await harness.until(() => harness.typesOf(openId(1)).includes('ANNOTATED'));
    await act('resolve', openId(2));
    await harness.until(() => harness.typesOf(openId(2)).includes('RESOLVED'));
    expect(harness.events().every(({ source }) => source === 'WEBHOOK')).toBe(true);
    await harness.settle();
    await expectSameList();
  });

  test('that are doubled and reordered are reported once each', async () => {
    harness.sandbox.webhookFaults.add({ kind: 'doubled' });
    harness.sandbox.webhookFaults.add({ kind: 'reordered' });
    harness.sandbox.webhookFaults.add({ kind: 'doubled' });
    for (const note of [1, 2, 3]) await act('annotate', openId(note));
    await harness.until(() => harness.delivered.length === 5);
    await harness.advance(15);
    expect(harness.events()).toHaveLength(3);
    for (const note of [1, 2, 3]) expect(harness.typesOf(openId(note))).toEqual(['ANNOTATED']);
  });

  test('of a merge remove the source and keep the target', async () => {
    expect((await merge(harness.pagerduty, openId(0), [openId(1), openId(2)])).status).toBe(200);
    await harness.until(() => harness.typesOf(openId(1)).includes('RESOLVED'));
    await harness.until(() => harness.typesOf(openId(2)).includes('RESOLVED'));
    await harness.advance(65);
    await expectSameList();
    const removed = harness.changes.find(({ incidentId }) => incidentId === openId(1));
    expect(removed?.incident).toMatchObject({ status: 'resolved', resolve_reason: { incident: { id: openId(0) } } });
  });
});

describe('ten minutes of darkness', () => {
  test('hide no change of any kind', async () => {
    harness.sandbox.webhookFaults.add({ kind: 'dark' });
    await act('annotate');
    const kinds = ['acknowledge', 'snooze', 'retrigger', 'reassign', 'delegate', 'prioritise', 'setUrgency'] as const;
    for (const kind of [...kinds, 'rename', 'publish', 'annotate', 'resolve', 'retrigger'] as const) {
      // oxlint-disable no-await-in-loop -- changes follow one another
      await act(kind);
      await harness.advance(50);
      // oxlint-enable no-await-in-loop
    }
    await act('trigger');
    await merge(harness.pagerduty, openId(0), [openId(3)]);
    await harness.advance(11);
    expect(harness.feed.status()).toMatchObject({ source: 'POLL', webhook: { isTemporarilyDisabled: true } });
    await harness.advance(60);
    await expectSameList();
    const expected = ['ANNOTATED', 'ACKNOWLEDGED', 'SNOOZED', 'UNACKNOWLEDGED', 'REASSIGNED', 'RESOLVED', 'REOPENED'];
    expect(harness.typesOf(openId(0))).toEqual(expect.arrayContaining([...expected, 'STATUS_UPDATE_PUBLISHED']));
    expect(harness.typesOf(openId(3))).toContain('RESOLVED');
    expect(harness.events().filter(({ type }) => type === 'TRIGGERED')).toHaveLength(1);
    expect(harness.delivered).toEqual([]);
  });

  test('are bridged within two intervals, before anybody has noticed them', async () => {
    harness.sandbox.webhookFaults.add({ kind: 'dark' });
    await act('annotate');
    await harness.advance(10);
    expect(harness.typesOf(openId(0))).toEqual(['ANNOTATED']);
    await act('annotate');
    await harness.advance(10);
    expect(harness.typesOf(openId(0))).toEqual(['ANNOTATED', 'ANNOTATED']);
  });
});
