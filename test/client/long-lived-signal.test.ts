import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { createRequest, createSubscribe, type ClientOptions } from '../../src/client/client.js';
import { COMPLETE, eventStreamServer, nextEvent, stream } from './event-stream-server.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const server = eventStreamServer();

/** A client, and how many of the signals that its `fetch` got are still in memory. */
function watchSignals() {
  const signals: WeakRef<AbortSignal>[] = [];
  const client: ClientOptions = {
    url: server.url,
    fetch: (url, init) => {
      if (init?.signal) signals.push(new WeakRef(init.signal));
      return fetch(url, init);
    },
  };
  const countKept = async () => {
    // A collection frees what the one before marked for finalization.
    for (let time = 0; time < 5; time += 1) {
      collectGarbage();
      // oxlint-disable-next-line no-await-in-loop -- one collection after the other
      await setImmediate();
    }
    return signals.filter((signal) => signal.deref() !== undefined).length;
  };
  return { client, signals, countKept };
}

const COUNT = 20;

test('calls leave nothing on a signal that lives longer', async () => {
  const { client, signals, countKept } = watchSignals();
  const { signal } = new AbortController();
  const request = createRequest(client);
  server.respondWith((response) => response.end('{"data":{}}'));
  // oxlint-disable-next-line no-await-in-loop -- in order
  for (let call = 0; call < COUNT; call += 1) await request('{ viewer { name } }', {}, { signal });
  expect(signals).toHaveLength(COUNT);
  // The last response may still be held by the connection.
  expect(await countKept()).toBeLessThan(COUNT / 2);
  expect(signal.aborted).toBe(false);
});

test('lost connections of a subscription leave nothing behind', async () => {
  const { client, signals, countKept } = watchSignals();
  const lost = stream([nextEvent({ data: { openIncidents: null } })]);
  server.respondWith(...Array.from({ length: COUNT }, () => lost), stream([COMPLETE], { ends: false }));
  const { signal } = new AbortController();
  const events = createSubscribe(client)(
    'subscription { openIncidents { totalCount } }',
    {},
    { signal, retryDelayMs: 1 },
  );
  for (let event = 0; event < COUNT; event += 1) {
    // oxlint-disable-next-line no-await-in-loop -- in order
    expect((await events.next()).done).toBe(false);
  }
  expect(signals).toHaveLength(COUNT);
  expect(await countKept()).toBeLessThan(COUNT / 2);
  await events.return();
});
