// A rolling restart under load: no request fails, and no subscriber misses an incident or an event.
import { setTimeout as sleep } from 'node:timers/promises';
import { triggerIncident } from './mutations.mjs';
import { sendMutation } from './send.mjs';
import { startReplicaSet } from './replica-set.mjs';
import { watchEvents, watchOpenIncidents } from './watcher.mjs';

const CLIENTS = 4;
/** Long enough for less than 1000 log entries in the run: a poll that finds more expires every cursor. */
const PAUSE_MS = 50;

/** Longer than the balancer needs to see that a replica stops. */
const SETTINGS = { SHUTDOWN_DELAY_SECONDS: '1' };

export async function restartOneByOne() {
  const set = await startReplicaSet(SETTINGS);
  const load = { isRunning: true, titles: [], failures: [], requests: 0 };
  try {
    const watchers = [watchOpenIncidents, watchOpenIncidents, watchEvents, watchEvents, watchEvents].map((watch) =>
      watch(set.balancer.url),
    );
    await waitUntilWatching(watchers, set.balancer.url);
    const clients = Array.from({ length: CLIENTS }, (_, client) => triggerUntilEnd(set.balancer.url, load, client));
    await sleep(500);
    const codes = await restartReplicas(set);
    load.isRunning = false;
    await Promise.all(clients);
    const missing = await Promise.all(watchers.map((watcher) => watcher.waitForTitles(load.titles)));
    return report(load, watchers, codes, missing.flat());
  } finally {
    load.isRunning = false;
    await set.stop();
  }
}

function report({ requests, failures }, watchers, codes, missing) {
  const reconnects = watchers.reduce((sum, watcher) => sum + watcher.reconnects(), 0);
  const expired = watchers.filter((watcher) => watcher.expired() > 0).length;
  return {
    facts: `      ${requests} requests, ${reconnects} reconnects of ${watchers.length} subscribers`,
    problems: [...failures, ...missing],
    figures: [
      { title: 'requests that fail during a rolling restart', max: 0, value: failures.length },
      { title: 'replicas that do not exit with 0', max: 0, value: codes.filter((code) => code !== 0).length },
      {
        title: 'incidents and events that a subscriber misses without a CURSOR_EXPIRED',
        max: 0,
        value: missing.length,
      },
      // A replica that finds Redis slow begins a new log, as docs/replicas.md states.
      { title: 'subscribers that get a CURSOR_EXPIRED', max: 2, value: expired },
    ],
  };
}

/** A subscriber of events reports only what happens after its subscription began. */
async function waitUntilWatching(watchers, url) {
  for (let n = 0; !watchers.every((watcher) => watcher.has(`Watch ${n - 1}`)); n += 1) {
    await sendMutation(url, triggerIncident(`Watch ${n}`));
    await sleep(500);
  }
}

async function restartReplicas({ replicas, balancer }) {
  const codes = [];
  for (const replica of replicas) {
    codes.push(await replica.terminate());
    await replica.start();
    await balancer.waitUntilReady(replica.port);
  }
  return codes;
}

/** Never repeats: each request must succeed. */
async function triggerUntilEnd(url, load, client) {
  for (let n = 0; load.isRunning; n += 1) {
    const title = `Rolling ${client}-${n}`;
    load.requests += 1;
    const reply = await sendMutation(url, triggerIncident(title));
    if (reply.state === 'done' && reply.payload.created === true) load.titles.push(title);
    else load.failures.push(`${title}: ${JSON.stringify(reply)}`);
    await sleep(PAUSE_MS);
  }
}
