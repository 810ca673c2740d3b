import { expect, test } from '@jest/globals';
import { postForStream, type OpenEventStream } from '../../server/live/event-stream-client.js';
import type { LiveGateway } from '../../server/harness.js';
import { sharedReplicas, trigger, untilShared } from './replicas-harness.js';

const { openReplica, redis } = sharedReplicas();

/** Only a mutation or another replica is faster. */
const SLOW_POLLS = { LIVE_POLL_SECONDS: '60' };

const EVENTS = `subscription ($after: String) {
  incidentEvents(after: $after, filter: { types: [TRIGGERED] }) { cursor type source incident { title } }
}`;
const STATUS = '{ pagerDutyAccount { live { source isShared } } }';

/** What another replica adds at most, and what a busy machine adds. */
const MAX_DELAY_MS = 100 + 400;

interface Received {
  readonly cursor: string;
  readonly type: string;
  readonly source: string;
  readonly incident: { readonly title: string };
}

interface Watch {
  readonly stream: OpenEventStream;
  /** The next event, and the code of an error. */
  readonly next: () => Promise<Received | string>;
}

async function watch({ url }: LiveGateway, after?: string): Promise<Watch> {
  const stream = await postForStream(`${url}/graphql`, { query: EVENTS, variables: { after } });
  expect(stream.response.status).toBe(200);
  return {
    stream,
    async next() {
      for (;;) {
        const message = await stream.next();
        if (!message) throw new Error('The stream ended.');
        if (message.event !== 'next') continue;
        const { data, errors } = message.data as {
          data?: { incidentEvents: Received };
          errors?: readonly { extensions: { code: string } }[];
        };
        return errors?.[0]?.extensions.code ?? data?.incidentEvents ?? 'nothing';
      }
    },
  };
}

/** Waits until the feed has read the open incidents, so that later changes are events. */
async function open(env = {}): Promise<LiveGateway> {
  const replica = await openReplica({ ...SLOW_POLLS, ...env });
  const list = await postForStream(`${replica.url}/graphql`, {
    query: 'subscription { openIncidents { isSnapshot } }',
  });
  while (!JSON.stringify((await list.next())?.data ?? null).includes('"isSnapshot":true')) continue;
  list.close();
  return replica;
}

const toLive = (isShared: boolean) => ({ pagerDutyAccount: { live: { source: 'POLL', isShared } } });
const titleOf = (received: Received | string) => (typeof received === 'string' ? received : received.incident.title);
const cursorOf = (received: Received | string) => (typeof received === 'string' ? '' : received.cursor);

test('a mutation of one replica reaches the watchers of another one at once, with the same cursor', async () => {
  const [one, other] = [await open(), await open()];
  const watches = [await watch(one), await watch(other)];
  await trigger(one, { title: 'Seen everywhere' });
  const startedAt = performance.now();
  const events = await Promise.all(watches.map(({ next }) => next()));
  expect(performance.now() - startedAt).toBeLessThan(MAX_DELAY_MS);
  expect(events[0]).toMatchObject({ type: 'TRIGGERED', source: 'GATEWAY', incident: { title: 'Seen everywhere' } });
  expect(events[1]).toMatchObject({ type: 'TRIGGERED', source: 'GATEWAY', incident: { title: 'Seen everywhere' } });
  for (const { stream } of watches) stream.close();
});

test('a mutation of a replica without watchers reaches those of another one', async () => {
  const [one, other] = [await openReplica(SLOW_POLLS), await open()];
  const watched = await watch(other);
  await trigger(one, { title: 'Sent by an idle replica' });
  expect(titleOf(await watched.next())).toBe('Sent by an idle replica');
  watched.stream.close();
});

test('a subscriber continues at another replica with exactly what it missed', async () => {
  const [one, other] = [await open(), await open()];
  const first = await watch(one);
  await trigger(one, { title: 'Received' });
  const received = await first.next();
  expect(titleOf(received)).toBe('Received');
  first.stream.close();
  await trigger(one, { title: 'Missed first' });
  await trigger(other, { title: 'Missed second' });
  const second = await watch(other, cursorOf(received));
  await trigger(one, { title: 'Live again' });
  const titles = [await second.next(), await second.next(), await second.next()].map(titleOf);
  expect(titles).toEqual(['Missed first', 'Missed second', 'Live again']);
  second.stream.close();
});

test('without Redis a replica states that it is alone, and afterwards old cursors have expired', async () => {
  const [one, other] = [await open(), await open()];
  const watched = await watch(one);
  await trigger(one, { title: 'Before' });
  const before = await watched.next();
  // A busy machine makes Redis slow, and then a replica is alone for a moment.
  await untilShared(one);
  await redis().kill();
  await trigger(one, { title: 'Meanwhile' });
  expect(await watched.next()).toMatchObject({ incident: { title: 'Meanwhile' } });
  expect((await one.run(STATUS)).data).toEqual(toLive(false));
  const during = await watch(one, cursorOf(before));
  expect(await during.next()).toBe('CURSOR_EXPIRED');
  await redis().restart();
  for (const replica of [one, other]) await untilShared(replica);
  const after = await watch(other, cursorOf(before));
  expect(await after.next()).toBe('CURSOR_EXPIRED');
  await trigger(other, { title: 'After' });
  expect(await watched.next()).toMatchObject({ incident: { title: 'After' } });
  watched.stream.close();
});
