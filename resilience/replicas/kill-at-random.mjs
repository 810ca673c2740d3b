// Clients write with idempotency keys while replicas are killed, Redis is killed once and PagerDuty loses responses.
import { setTimeout as sleep } from 'node:timers/promises';
import { compareWithSandbox } from './compare-with-sandbox.mjs';
import { playIncident } from './incident-story.mjs';
import { Journal } from './repeating-client.mjs';
import { startReplicaSet } from './replica-set.mjs';

const CLIENTS = 8;
const DURATION_MS = 22_000;
const REDIS_OUTAGE_MS = 1_500;
const UPSTREAM_FAULTS = ['lost', 'lost-502', '503', 'reset'];

/** @param {(client: number) => object} randomOf the random generator of a client */
export async function killAtRandom(randomOf) {
  const set = await startReplicaSet();
  const drill = { url: set.balancer.url, journal: new Journal(), redisOutage: { from: Infinity, to: Infinity } };
  try {
    const endsAt = performance.now() + DURATION_MS;
    const clients = Array.from({ length: CLIENTS }, (_, index) => playUntil(endsAt, drill, randomOf(index), index));
    const [kills] = await Promise.all([killReplicas(endsAt, set, randomOf(CLIENTS)), killRedis(set, drill)]);
    const stories = (await Promise.all(clients)).flat();
    const { duplicates, repeatedNotes } = await compareWithSandbox(set.sandbox, stories, drill.journal);
    const notes = stories.filter(({ note }) => note !== undefined).length;
    const { mutations, lost, failed, unknown, lies } = drill.journal;
    return {
      facts: `      ${stories.length} keys, ${mutations} mutations, ${kills} kills; ${lost} responses lost, ${failed} errors`,
      problems: lies,
      figures: [
        { title: 'keys with two incidents, replicas and Redis killed at random', max: 0, value: duplicates },
        { title: 'false statements in responses', max: 0, value: lies.length },
        // A replica that finds Redis slow works with its own state for 250 ms.
        { title: 'notes in a thousand that were added twice', max: 100, value: perThousand(repeatedNotes, notes) },
        {
          title: 'keys in a thousand with an unknown outcome that no fault explains',
          max: 50,
          value: perThousand(Math.max(0, unknown - kills), stories.length),
        },
      ],
    };
  } finally {
    await set.stop();
  }
}

const perThousand = (part, whole) => Math.round((1000 * part) / whole);

async function playUntil(endsAt, drill, random, client) {
  const stories = [];
  while (performance.now() < endsAt) {
    stories.push(await playIncident({ ...drill, random }, `Drill ${client}-${stories.length}`));
  }
  return stories;
}

async function killReplicas(endsAt, { replicas, balancer, sandbox }, random) {
  let kills = 0;
  while (performance.now() < endsAt - 3000) {
    await sleep(500 + random.integerBelow(2000));
    sandbox.control.pagerduty.faults.add({ kind: random.pick(UPSTREAM_FAULTS), method: 'POST', path: '/incidents' });
    const replica = random.pick(replicas);
    await replica.kill();
    kills += 1;
    await replica.start();
    await balancer.waitUntilReady(replica.port);
  }
  return kills;
}

async function killRedis({ redis }, { redisOutage }) {
  await sleep(DURATION_MS / 2);
  redisOutage.from = performance.now();
  await redis.kill();
  await sleep(REDIS_OUTAGE_MS);
  await redis.start();
  redisOutage.to = performance.now();
}
