import { expect, test } from '@jest/globals';
import { toEventType } from '../../src/feed/event-types.js';
import type { WireLogEntry } from '../../src/upstream/pagerduty/wire-alert.js';
import type { WireIncident } from '../../src/upstream/pagerduty/wire.js';
import { createRandom, type Random } from '../../src/sandbox/random.js';
import { ACTS, type ActName, merge } from '../feed/sandbox-acts.js';
import { type SandboxFeed, startSandboxFeed, toShown } from '../feed/sandbox-feed.js';

/** `npm run live-feed` runs more acts; `LIVE_FEED_SEED` repeats a run. */
const ACT_COUNT = Number(process.env['LIVE_FEED_ACTS'] ?? 150);
const SEED = Number(
  process.env['LIVE_FEED_SEED'] ?? (process.env['LIVE_FEED_ACTS'] ? Date.now() % 2 ** 31 : 20_261_129),
);

/** Time for the next open list, and for events that wait for each other. */
const CALM_SECONDS = 120;

const MAX_CALLS_PER_MINUTE = 24;
const MAX_CALLS_PER_EVENT = 2;

const SECOND_MS = 1_000;

/** The list of a client that applies each change to its first list. */
async function showList({ feed }: SandboxFeed): Promise<ReadonlyMap<string, WireIncident>> {
  const shown = new Map<string, WireIncident>();
  const { incidents, sequence: first } = await feed.openIncidents();
  for (const incident of incidents) shown.set(incident.id, incident);
  feed.watch(({ sequence, incidentId, incident }) => {
    if (sequence <= first) return;
    if (incident === undefined || incident.status === 'resolved') shown.delete(incidentId);
    else shown.set(incidentId, incident);
  });
  return shown;
}

/** Disturbs the next webhooks, and sometimes the next reads. */
function disturb({ sandbox }: SandboxFeed, random: Random): void {
  const kind = random.pick(['lost', 'lost', 'doubled', 'reordered', 'delayed'] as const);
  const times = 1 + random.integerBelow(4);
  sandbox.webhookFaults.add({ kind, times, ...(kind === 'delayed' && { delaySeconds: 1 + random.integerBelow(60) }) });
  if (random.integerBelow(40) === 0) sandbox.webhookFaults.add({ kind: 'dark' });
  const path = random.pick(['/incidents', '/log_entries', '/webhook_subscriptions', '']);
  const fault = random.pick(['429', '500', 'reset', 'malformed'] as const);
  if (random.integerBelow(4) === 0)
    sandbox.control.pagerduty.addFault({ kind: fault, method: 'GET', path, times: 1 + random.integerBelow(4) });
}

async function actOnce(harness: SandboxFeed, ids: string[], random: Random): Promise<void> {
  const [id, otherId] = [random.pick(ids), random.pick(ids)];
  const kind = random.integerBelow(20);
  if (kind === 0) await merge(harness.pagerduty, id, [otherId]);
  // Not awaited: a write can wait for the clock, which moves after this act.
  else if (kind < 4) void harness.client.acknowledgeIncident(id).catch(() => {});
  else if (kind < 6) void harness.client.resolveIncident(id).catch(() => {});
  else {
    const name = random.pick(Object.keys(ACTS) as ActName[]);
    const { json } = await ACTS[name](harness.pagerduty, id, random);
    if (name === 'trigger') ids.push((json['incident'] as unknown as WireIncident).id);
  }
}

async function listEntries({ client }: SandboxFeed, since: number): Promise<readonly WireLogEntry[]> {
  const query = { limit: 100, since: new Date(since).toISOString(), include: ['incidents'] as const };
  const entries: WireLogEntry[] = [];
  for (let hasMore = true; hasMore;) {
    // oxlint-disable-next-line no-await-in-loop -- pages follow one another
    const { items, more } = await client.listAccountLogEntries({ ...query, offset: entries.length });
    entries.push(...items);
    hasMore = more;
  }
  return entries;
}

/** How often each kind of act happened to each incident. A second trigger is a reopening. */
function countActs(acts: readonly { readonly incidentId: string; readonly type: string }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { incidentId, type } of acts) {
    const key = `${incidentId} ${type === 'REOPENED' ? 'TRIGGERED' : type}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The acts in PagerDuty's log that were reported to watchers less often than they happened. */
function findLostActs(harness: SandboxFeed, entries: readonly WireLogEntry[]): readonly string[] {
  const happened = entries.map(({ type, incident }) => ({ incidentId: incident?.id ?? '', type: toEventType(type) }));
  const reported = countActs(harness.events());
  // An assignment can be part of another act, and unknown types have no name to match.
  const compared = happened.filter(({ type }) => type !== 'REASSIGNED' && type !== 'UNKNOWN');
  return [...countActs(compared)].flatMap(([key, count]) => ((reported.get(key) ?? 0) < count ? key : []));
}

const isOlder = (a?: WireIncident, b?: WireIncident) =>
  Date.parse(a?.updated_at ?? '') < Date.parse(b?.updated_at ?? '');

/** Incidents that went back to an older version. */
function findRegressions({ changes }: SandboxFeed): readonly string[] {
  const shown = new Map<string, WireIncident | undefined>();
  return changes.flatMap(({ incidentId, incident }) => {
    const before = shown.get(incidentId);
    shown.set(incidentId, incident);
    return isOlder(incident, before) ? incidentId : [];
  });
}

test(`after ${ACT_COUNT} random acts with disturbed webhooks (seed ${SEED}) the list is PagerDuty’s`, async () => {
  const random = createRandom(SEED);
  const harness = await startSandboxFeed();
  const start = harness.now();
  await harness.watch();
  const shown = await showList(harness);
  const ids = (await harness.listOpen()).map(({ id }) => id);
  harness.sandbox.control.pagerduty.clearCalls();
  for (let count = 0; count < ACT_COUNT; count += 1) {
    if (random.integerBelow(3) === 0) disturb(harness, random);
    // oxlint-disable no-await-in-loop -- acts follow one another
    await actOnce(harness, ids, random);
    await harness.advance(random.integerBelow(4));
    // oxlint-enable no-await-in-loop
  }
  harness.sandbox.webhookFaults.clear();
  harness.sandbox.control.pagerduty.faults.clear();
  await harness.advance(CALM_SECONDS);
  const reads = harness.sandbox.control.pagerduty.calls().filter(({ method }) => method === 'GET').length;
  const minutes = Math.ceil((harness.now() - start) / (60 * SECOND_MS));
  expect(toShown([...shown.values()])).toEqual(toShown(await harness.listOpen()));
  expect(findLostActs(harness, await listEntries(harness, start))).toEqual([]);
  expect(findRegressions(harness)).toEqual([]);
  expect(reads).toBeLessThanOrEqual(minutes * MAX_CALLS_PER_MINUTE + harness.events().length * MAX_CALLS_PER_EVENT);
  await harness.stop();
}, 600_000);
