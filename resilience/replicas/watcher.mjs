// A subscriber that connects again after each end, as docs/live.md describes.
import { setTimeout as sleep } from 'node:timers/promises';
import { readEventStream } from '../../dist/client/read-event-stream.js';

const RECONNECT_MS = 100;

/** How long the last incidents may take to arrive. */
const PATIENCE_MS = 10_000;

const OPEN_INCIDENTS = 'subscription { openIncidents { upserted { title } } }';

/** Watches the list of open incidents; each connection begins with a snapshot. */
export function watchOpenIncidents(url) {
  const titles = new Set();
  let connections = 0;
  const run = { isEnded: false };
  let onStart;
  const started = new Promise((resolve) => (onStart = resolve));

  async function watch() {
    while (!run.isEnded) {
      connections += 1;
      try {
        for await (const { openIncidents } of subscribe(url, OPEN_INCIDENTS, {})) {
          for (const { title } of openIncidents.upserted) titles.add(title);
          onStart();
        }
      } catch {
        // The replica ended; the next connection continues.
      }
      await sleep(RECONNECT_MS);
    }
  }

  void watch();
  return {
    started,
    reconnects: () => connections - 1,
    /** @returns which of the titles never came */
    async waitForTitles(expected) {
      const findMissing = () => expected.filter((title) => !titles.has(title));
      const endsAt = performance.now() + PATIENCE_MS;
      while (findMissing().length > 0 && performance.now() < endsAt) await sleep(50);
      run.isEnded = true;
      return findMissing();
    },
  };
}

/** Yields the data of each result. */
async function* subscribe(url, query, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  for await (const { event, data } of readEventStream(response.body, () => {})) {
    const result = event === 'next' && JSON.parse(data);
    if (result?.data) yield result.data;
  }
}
