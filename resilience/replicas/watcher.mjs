// Subscribers that connect again after each end, as docs/live.md describes.
import { setTimeout as sleep } from 'node:timers/promises';
import { readEventStream } from '../../dist/client/read-event-stream.js';

const RECONNECT_MS = 100;

/** How long the last incidents may take to arrive: polls that find what a replica missed have an interval of 15 s. */
const PATIENCE_MS = 25_000;

const OPEN_INCIDENTS = 'subscription { openIncidents { upserted { title } } }';
const INCIDENT_EVENTS = `subscription ($after: String) {
  incidentEvents(after: $after) { cursor type incident { title } }
}`;

/** Watches the list of open incidents; each connection begins with a snapshot. */
export function watchOpenIncidents(url) {
  return watch(url, () => ({ query: OPEN_INCIDENTS, toTitles: toOpenTitles }));
}

const toOpenTitles = ({ openIncidents }) => openIncidents.upserted.map(({ title }) => title);

/** Watches events; each connection continues after the last one. */
export function watchEvents(url) {
  let after = null;
  const toTitles = ({ incidentEvents: { cursor, type, incident } }) => {
    after = cursor;
    return type === 'TRIGGERED' ? [incident?.title] : [];
  };
  const startAgain = () => (after = null);
  return watch(url, () => ({ query: INCIDENT_EVENTS, variables: { after }, toTitles }), startAgain);
}

/**
 * @param {string} url of the balancer
 * @param {() => { query: string, variables?: object, toTitles: (data: object) => readonly string[] }} subscribeAgain
 * @param {() => void} [onExpired] called when events after the cursor are gone, which the subscriber now knows
 */
function watch(url, subscribeAgain, onExpired = () => {}) {
  const titles = new Set();
  const run = { isEnded: false, connections: 0, expired: 0 };

  async function follow() {
    while (!run.isEnded) {
      run.connections += 1;
      try {
        const { toTitles, ...operation } = subscribeAgain();
        for await (const { data, errors = [] } of subscribe(url, operation)) {
          if (errors.some(({ extensions }) => extensions.code === 'CURSOR_EXPIRED')) {
            run.expired += 1;
            onExpired();
          }
          if (data) for (const title of toTitles(data)) titles.add(title);
        }
      } catch {
        // The replica ended; the next connection continues.
      }
      await sleep(RECONNECT_MS);
    }
  }

  void follow();
  return {
    has: (title) => titles.has(title),
    reconnects: () => run.connections - 1,
    expired: () => run.expired,
    /** @returns which of the titles never came, although nothing was reported as missing */
    async waitForTitles(expected) {
      const findMissing = () => expected.filter((title) => !titles.has(title));
      const endsAt = performance.now() + PATIENCE_MS;
      while (findMissing().length > 0 && run.expired === 0 && performance.now() < endsAt) await sleep(50);
      run.isEnded = true;
      return run.expired > 0 ? [] : findMissing();
    },
  };
}

/** Yields each result. */
async function* subscribe(url, operation) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(operation),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  for await (const { event, data } of readEventStream(response.body, () => {})) {
    if (event === 'next') yield JSON.parse(data);
  }
}
