// A thousand triggers while PagerDuty is down, replicas are killed at random and Redis is killed once. When PagerDuty is back,
// each accepted trigger has one incident, and each refused one has none.
import { setTimeout as sleep } from 'node:timers/promises';
import { QueuedStates } from './queued-states.mjs';
import { startReplicaSet } from './replica-set.mjs';
import { sendMutation } from './send.mjs';

const TRIGGERS = 1_000;
const CLIENTS = 8;
/** After a trigger that was not accepted, so that the next one finds a replica with Redis. */
const PAUSE_MS = 250;
/** For what is left when PagerDuty is back: leases and delays of up to 15 s. */
const MAX_DELIVERY_MS = 120_000;
const SETTINGS = { UPSTREAM_DEADLINE_MS: '3000', UPSTREAM_TRY_TIMEOUT_MS: '500' };

const TRIGGER = `mutation ($input: TriggerIncidentInput!) {
  triggerIncident(input: $input) { incident { id } queued { id } userErrors { code } }
}`;
const SEND = `mutation ($input: SendAlertEventInput!) {
  sendAlertEvent(input: $input) { accepted queued { id } userErrors { code } }
}`;

/** @param {(client: number) => object} randomOf the random generator of a client */
export async function queueThroughOutage(randomOf) {
  const set = await startReplicaSet(SETTINGS, true);
  const { sandbox, balancer } = set;
  const keys = { accepted: new Map(), refused: new Set(), unknown: new Set(), unclear: [] };
  const states = new QueuedStates(balancer.url, sandbox);
  try {
    sandbox.control.pagerduty.faults.add({ kind: 'down' });
    const run = { isOver: false };
    const kills = killReplicas(run, set, randomOf(CLIENTS));
    const questions = states.readUntil(run, keys.accepted, randomOf(CLIENTS + 1));
    const queue = Array.from({ length: TRIGGERS }, (_, number) => number);
    const clients = Array.from({ length: CLIENTS }, () => sendAll(queue, balancer.url, keys));
    await Promise.all([...clients, killRedis(queue, set)]);
    states.isDown = false;
    sandbox.control.pagerduty.faults.clear();
    const waiting = await states.waitUntilSettled(keys.accepted, MAX_DELIVERY_MS);
    run.isOver = true;
    const [killed] = await Promise.all([kills, questions]);
    return await summarize(keys, states, { waiting, killed });
  } finally {
    await set.stop();
  }
}

async function summarize({ accepted, refused, unknown, unclear }, states, { waiting, killed }) {
  const problems = [...unclear, ...states.lies];
  for (const key of accepted.keys()) await expectIncidents(key, 1, 1, states, problems);
  for (const key of refused) await expectIncidents(key, 0, 0, states, problems);
  for (const key of unknown) await expectIncidents(key, 0, 1, states, problems);
  const wrong = problems.length - states.lies.length - unclear.length;
  return {
    facts: `      ${accepted.size} accepted, ${refused.size} refused, ${unknown.size} without a response; ${killed} kills, ${states.reads} states read`,
    problems,
    figures: [
      { title: 'queued keys with a wrong number of incidents, replicas and Redis killed', max: 0, value: wrong },
      { title: 'false states of queued triggers', max: 0, value: states.lies.length },
      { title: 'accepted triggers that still wait', max: 0, value: waiting },
      { title: 'errors of triggers that do not state what is known and why', max: 0, value: unclear.length },
      // Most of them had no response, because their replica was killed.
      { title: 'triggers in a thousand that were not accepted', max: 300, value: refused.size + unknown.size },
    ],
  };
}

async function expectIncidents(key, min, max, states, problems) {
  const count = (await states.incidentsOf(key)).length;
  if (count < min || count > max) problems.push(`${key} has ${count} incidents`);
}

async function sendAll(queue, url, { accepted, refused, unknown, unclear }) {
  for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
    const key = `queued-${number}`;
    const reply = await sendMutation(url, number % 10 === 0 ? toEvent(key) : toCreate(key));
    if (reply.state === 'done' && reply.payload.queued) {
      accepted.set(key, reply.payload.queued.id);
      continue;
    }
    if (reply.state !== 'lost' && !isClear(reply)) unclear.push(`${key}: ${JSON.stringify(reply)}`);
    if (reply.state === 'failed' && reply.outcome === 'NOT_SENT') refused.add(key);
    else unknown.add(key);
    await sleep(PAUSE_MS);
  }
}

const NOT_QUEUED = /It was not queued, because /;
const MAY_BE_QUEUED = /It is unknown whether it was queued, because .*: the id would be [\da-f-]{36}\.$/;

/** Whether an error states why nothing is queued, and is retryable exactly if nothing was sent or stored. */
function isClear({ state, outcome, isRetryable, message }) {
  if (state !== 'failed') return false;
  if (outcome === 'NOT_SENT') return isRetryable && NOT_QUEUED.test(message);
  return outcome === 'UNKNOWN' && !isRetryable && (NOT_QUEUED.test(message) || MAY_BE_QUEUED.test(message));
}

function toCreate(dedupKey) {
  const input = { service: { pagerDutyId: 'PSVC001' }, title: dedupKey, dedupKey, whenUnavailable: 'QUEUE' };
  return { field: 'triggerIncident', query: TRIGGER, variables: { input } };
}

function toEvent(dedupKey) {
  const trigger = { summary: dedupKey, source: 'drill', severity: 'CRITICAL', dedupKey };
  const input = { integration: 'website-edge', event: { trigger }, whenUnavailable: 'QUEUE' };
  return { field: 'sendAlertEvent', query: SEND, variables: { input } };
}

async function killReplicas(run, { replicas, balancer }, random) {
  let kills = 0;
  while (!run.isOver) {
    await sleep(300 + random.integerBelow(1_500));
    const replica = random.pick(replicas);
    await replica.kill();
    kills += 1;
    await replica.start();
    await balancer.waitUntilReady(replica.port);
  }
  return kills;
}

async function killRedis(queue, { redis }) {
  while (queue.length > TRIGGERS / 2) await sleep(20);
  await redis.kill();
  await redis.start();
}
