// A rolling restart under load: no request fails, and no incident is hidden from a subscriber.
import { setTimeout as sleep } from 'node:timers/promises';
import { triggerIncident } from './mutations.mjs';
import { sendMutation } from './send.mjs';
import { startReplicaSet } from './replica-set.mjs';
import { watchOpenIncidents } from './watcher.mjs';

const CLIENTS = 4;
const WATCHERS = 2;
const PAUSE_MS = 20;

/** Longer than the balancer needs to see that a replica stops. */
const SETTINGS = { SHUTDOWN_DELAY_SECONDS: '1' };

export async function restartOneByOne() {
  const set = await startReplicaSet(SETTINGS);
  const load = { isRunning: true, titles: [], failures: [], requests: 0 };
  try {
    const watchers = Array.from({ length: WATCHERS }, () => watchOpenIncidents(set.balancer.url));
    await Promise.all(watchers.map(({ started }) => started));
    const clients = Array.from({ length: CLIENTS }, (_, client) => triggerUntilEnd(set.balancer.url, load, client));
    await sleep(500);
    const codes = await restartReplicas(set);
    load.isRunning = false;
    await Promise.all(clients);
    const missing = await Promise.all(watchers.map((watcher) => watcher.waitForTitles(load.titles)));
    const reconnects = watchers.reduce((sum, watcher) => sum + watcher.reconnects(), 0);
    return {
      facts: `      ${load.requests} requests, ${reconnects} reconnects of ${WATCHERS} subscribers`,
      problems: [...load.failures, ...missing.flat()],
      figures: [
        { title: 'requests that fail during a rolling restart', max: 0, value: load.failures.length },
        { title: 'replicas that do not exit with 0', max: 0, value: codes.filter((code) => code !== 0).length },
        { title: 'incidents that a subscriber never sees', max: 0, value: missing.flat().length },
      ],
    };
  } finally {
    load.isRunning = false;
    await set.stop();
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
