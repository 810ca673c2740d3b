// `npm run bench -- --live`: what subscribers cost. It takes twelve minutes and needs the machine for itself.
import { request, Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { startGateway, WEBHOOK_SECRET } from './live/gateway.mjs';
import { cpuSeconds, memoryMb } from './process-stats.mjs';
import { startWorker } from './worker-process.mjs';

const UPSTREAM_LATENCY_MS = 50;
/** Below this number of watchers the garbage of other work hides their memory. */
const MIN_MEASURABLE = 1_000;
/** A new incident is read a second time 5 s later, because PagerDuty attaches its alert late. */
const SECOND_READ_MS = 6_000;
const TRANSPORTS = ['event-stream', 'websocket'];

/**
 * Figures of a full run, and of one that only shows that everything works. Few watchers get `manyEvents`, because a poll that
 * falls into the time of 20 changes their calls per event by .05.
 */
export const FULL_LIVE_RUN = { watchers: [1, 100, 5_000], events: 20, idleSeconds: 60, manyEvents: 100 };
export const QUICK_LIVE_RUN = { watchers: [1, 20], events: 2, idleSeconds: 3, manyEvents: 5 };

/** Measures and prints a table. */
export async function measureLive({ watchers, events, idleSeconds, manyEvents }) {
  const rows = [];
  for (const transport of TRANSPORTS) {
    for (const count of watchers) {
      // oxlint-disable-next-line no-await-in-loop -- a measurement needs the machine for itself
      rows.push(
        await measureWatchers({ transport, count, events: count < MIN_MEASURABLE ? manyEvents : events, idleSeconds }),
      );
      console.log(formatRow(rows.at(-1)));
    }
  }
  console.log(`\n${formatTable(rows)}`);
}

async function measureWatchers({ transport, count, events, idleSeconds }) {
  const upstream = await startWorker('live/upstream.mjs', { sendsFirst: true });
  const gateway = await startGateway(upstream.firstMessage);
  const watchers = await startWorker('live/watchers.mjs');
  try {
    const url = `${gateway.origin}/webhooks/pagerduty/main`;
    await upstream.send({ command: 'subscribe', target: { url, secret: WEBHOOK_SECRET } });
    await upstream.send({ command: 'reset', latencyMs: UPSTREAM_LATENCY_MS });
    await watchers.send({ command: 'open', count: 1, transport, url: gateway.origin });
    await wait(1_000);
    const memoryBefore = memoryMb(gateway.pid);
    await watchers.send({ command: 'open', count: count - 1, transport, url: gateway.origin });
    const callsPerMinute = await countIdleCalls(upstream, idleSeconds);
    const memory = ((memoryMb(gateway.pid) - memoryBefore) * 1024) / Math.max(1, count - 1);
    const fanOut = await measureEvents({ upstream, watchers, gateway, count, events });
    const callsPerEvent = await countCallsPerEvent({ upstream, watchers, events, callsPerMinute });
    const foreignMs = await measureForeignQuery({ upstream, watchers, gateway, title: 'live-foreign-end' });
    const memoryKb = count < MIN_MEASURABLE ? undefined : memory;
    return { transport, count, callsPerMinute, callsPerEvent, memoryKb, ...fanOut, foreignMs };
  } finally {
    watchers.stop();
    gateway.stop();
    upstream.stop();
  }
}

async function countIdleCalls(upstream, seconds) {
  await upstream.send({ command: 'reset', latencyMs: UPSTREAM_LATENCY_MS });
  await wait(seconds * 1_000);
  const { calls } = await upstream.send({ command: 'count' });
  return (calls * 60) / seconds;
}

/** Upstream calls that an incident causes, without those of an idle feed. */
async function countCallsPerEvent({ upstream, watchers, events, callsPerMinute }) {
  await wait(SECOND_READ_MS);
  await upstream.send({ command: 'reset', latencyMs: UPSTREAM_LATENCY_MS });
  const startedAt = performance.now();
  for (let event = 0; event < events; event += 1) {
    // oxlint-disable-next-line no-await-in-loop -- an event follows the other
    await followEvent({ upstream, watchers, title: `live-counted-${event}-end` });
  }
  await wait(SECOND_READ_MS);
  const { calls } = await upstream.send({ command: 'count' });
  return (calls - (callsPerMinute * (performance.now() - startedAt)) / 60_000) / events;
}

/** Triggers incidents one after the other. Each is followed from PagerDuty to the last watcher. */
async function measureEvents({ upstream, watchers, gateway, count, events }) {
  const firstMs = [];
  const allMs = [];
  const before = cpuSeconds(gateway.pid);
  for (let event = 0; event < events; event += 1) {
    // oxlint-disable-next-line no-await-in-loop -- an event follows the other
    const times = await followEvent({ upstream, watchers, title: `live-${event}-end` });
    firstMs.push(times[0]);
    allMs.push(times.at(-1));
  }
  const cpuMicros = ((cpuSeconds(gateway.pid) - before) * 1e6) / (events * count);
  return { firstP95Ms: percentile(firstMs, 0.95), allP95Ms: percentile(allMs, 0.95), cpuMicros };
}

/** @returns milliseconds until each watcher had the incident, ascending */
async function followEvent({ upstream, watchers, title }) {
  const arrived = watchers.send({ command: 'waitForTitle', title });
  const { triggeredAt } = await upstream.send({ command: 'trigger', title });
  const { times } = await arrived;
  return times.map((time) => time - triggeredAt).toSorted((one, other) => one - other);
}

/** The longest wait of somebody else's query while an event goes out to all watchers. */
async function measureForeignQuery({ upstream, watchers, gateway, title }) {
  const agent = new Agent({ keepAlive: true });
  const fanOut = { isRunning: true };
  let longestMs = 0;
  const queries = (async () => {
    while (fanOut.isRunning) {
      const startedAt = performance.now();
      // oxlint-disable-next-line no-await-in-loop -- one query at a time
      await sendQuery(gateway.origin, agent);
      longestMs = Math.max(longestMs, performance.now() - startedAt);
      // oxlint-disable-next-line no-await-in-loop -- leaves the processor to the others
      await wait(2);
    }
  })();
  await followEvent({ upstream, watchers, title });
  fanOut.isRunning = false;
  await queries;
  agent.destroy();
  return longestMs;
}

function sendQuery(origin, agent) {
  const body = '{"query":"{ viewer { name } }"}';
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/graphql`, { agent, method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

const COLUMNS = [
  ['transport', ({ transport }) => transport],
  ['watchers', ({ count }) => count.toLocaleString('en')],
  ['upstream calls/min', ({ callsPerMinute }) => callsPerMinute.toFixed(0)],
  ['calls per event', ({ callsPerEvent }) => callsPerEvent.toFixed(1)],
  ['webhook to first, p95', ({ firstP95Ms }) => `${firstP95Ms.toFixed(0)} ms`],
  ['to all, p95', ({ allP95Ms }) => `${allP95Ms.toFixed(0)} ms`],
  ['CPU per event and watcher', ({ cpuMicros }) => `${cpuMicros.toFixed(1)} µs`],
  ['memory per idle watcher', ({ memoryKb }) => (memoryKb === undefined ? '–' : `${memoryKb.toFixed(1)} KB`)],
  ['longest foreign query', ({ foreignMs }) => `${foreignMs.toFixed(0)} ms`],
];

const formatRow = (row) => `| ${COLUMNS.map(([, format]) => format(row)).join(' | ')} |`;

function formatTable(rows) {
  const titles = `| ${COLUMNS.map(([title]) => title).join(' | ')} |`;
  const rule = `| ${COLUMNS.map((_column, index) => (index === 0 ? '---' : '--:')).join(' | ')} |`;
  return [titles, rule, ...rows.map(formatRow)].join('\n');
}
