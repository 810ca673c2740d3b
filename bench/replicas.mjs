// `npm run bench -- --replicas`: what a second replica brings, what Redis costs, and how long a scrape of the metrics takes.
// It takes three minutes and needs the machine for itself.
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import Redis from 'ioredis';
import { findFreePort } from '../resilience/free-port.mjs';
import { startRedis } from '../resilience/replicas/redis-server.mjs';
import { CONTENDERS, HEADERS, startContender } from './contenders.mjs';
import { median } from './median.mjs';
import { cpuSeconds } from './process-stats.mjs';
import { SUBJECT } from './targets.mjs';
import { startWorker } from './worker-process.mjs';
import { FLAT_LIST, manyFilters } from './workloads.mjs';

/** Seconds of each measurement; the figures are medians of the rounds. */
export const FULL_REPLICAS_RUN = { rounds: 5, seconds: 3, warmUpSeconds: 5 };
export const QUICK_REPLICAS_RUN = { rounds: 1, seconds: 1, warmUpSeconds: 1 };

const CALLERS = 16;
const KEYS = 12_000;
const SCRAPE_INTERVAL_MS = 50;

let runs = 0;

/** New keys in each run, because a repeat gets the stored response. */
function newKeys({ serviceId: pagerDutyId }) {
  runs += 1;
  return Array.from({ length: KEYS }, (_, index) => ({
    input: { service: { pagerDutyId }, title: 'Booking API responds with 500', idempotencyKey: `${runs}-${index}` },
  }));
}

const WORKLOADS = {
  'trigger with a key': {
    query: `mutation ($input: TriggerIncidentInput!) {
      triggerIncident(input: $input) { created incident { id number status title } userErrors { code message } }
    }`,
    toVariables: newKeys,
  },
  'list of 25': { query: FLAT_LIST, toVariables: manyFilters },
};

/** Measures and prints tables. */
export async function measureReplicas({ rounds, seconds, warmUpSeconds }) {
  const setup = await startSetup();
  try {
    for (const [name, workload] of Object.entries(WORKLOADS)) {
      const measure = (gateways, callers, duration) => measureLoad(setup, gateways, workload, callers, duration);
      for (const gateway of setup.gateways) await measure([gateway], CALLERS, warmUpSeconds);
      const figures = await measureInTurns(setup, measure, rounds, seconds);
      console.log(`\n${name}, load average ${loadavg()[0].toFixed(1)}`);
      console.table(figures);
    }
    console.log('\nGET /metrics');
    console.table(await measureScrapes(setup, seconds * 2));
  } finally {
    await setup.stop();
  }
}

async function startSetup() {
  const [upstream, redis, ...loads] = await Promise.all([
    startWorker('upstream/server.mjs', { sendsFirst: true }),
    startUsedRedis(),
    startWorker('load-generator.mjs'),
    startWorker('load-generator.mjs'),
  ]);
  const pagergraph = CONTENDERS.find(({ name }) => name === SUBJECT);
  const account = upstream.firstMessage;
  const metricsPort = await findFreePort();
  const start = (env) => startContender({ ...pagergraph, env }, account.origin);
  const alone = await start({ METRICS_PORT: String(metricsPort) });
  const replicas = [await start({ REDIS_URL: redis.url }), await start({ REDIS_URL: redis.url })];
  const gateways = [alone, ...replicas];
  return {
    account,
    redis,
    loads,
    alone,
    replicas,
    gateways,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    async stop() {
      for (const worker of [upstream, ...loads]) worker.stop();
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await redis.stop();
    },
  };
}

/** A server that replicas have used for long. With an empty one each key makes one more read, for as long as keys are kept. */
async function startUsedRedis() {
  const redis = await startRedis();
  const client = new Redis(redis.url);
  await client.hset('pagergraph:state', 'epoch', 'earlier');
  client.disconnect();
  return redis;
}

/** One caller at a time gives the time of an operation, sixteen for each gateway the throughput. */
async function measureInTurns({ alone, replicas }, measure, rounds, seconds) {
  const variants = {
    'one, without Redis': { gateways: [alone], runs: [], singles: [] },
    'one, with Redis': { gateways: [replicas[0]], runs: [], singles: [] },
    'two, with Redis': { gateways: replicas, runs: [] },
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of Object.values(variants)) {
      variant.runs.push(await measure(variant.gateways, CALLERS, seconds));
      variant.singles?.push(await measure(variant.gateways, 1, seconds / 2));
    }
  }
  return Object.fromEntries(Object.entries(variants).map(([name, variant]) => [name, toRow(variant)]));
}

const toRow = ({ runs: measured, singles = [] }) => ({
  'operations/s': Math.round(medianOf(measured, 'perSecond')),
  'gateway CPU ms': medianOf(measured, 'cpuMs').toFixed(3),
  'operations per CPU second': Math.round(1000 / medianOf(measured, 'cpuMs')),
  'Redis CPU ms': medianOf(measured, 'redisCpuMs').toFixed(3),
  'busy % of a core each': Math.round(medianOf(measured, 'busy') * 100),
  'p50 ms, one caller': singles.length > 0 ? medianOf(singles, 'p50Ms').toFixed(2) : '',
});

const medianOf = (list, key) => median(list.map((one) => one[key]));

/** Loads all gateways at once, each by its own generator. */
async function measureLoad({ account, redis, loads }, gateways, { query, toVariables }, callers, seconds) {
  const pids = gateways.map(({ pid }) => pid);
  const readCpu = () => ({
    gateways: pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    redis: cpuSeconds(redis.pid),
  });
  const jobs = gateways.map(({ origin }) => {
    return { origin, headers: HEADERS, query, variables: toVariables(account), seconds, callers };
  });
  const before = readCpu();
  const results = await Promise.all(jobs.map((job, index) => loads[index].send(job)));
  const after = readCpu();
  const operations = results.reduce((sum, result) => sum + result.operations, 0);
  return {
    perSecond: results.reduce((sum, result) => sum + result.operations / result.seconds, 0),
    cpuMs: ((after.gateways - before.gateways) * 1000) / operations,
    redisCpuMs: ((after.redis - before.redis) * 1000) / operations,
    busy: (after.gateways - before.gateways) / seconds / gateways.length,
    p50Ms: results[0].p50Ms,
  };
}

/** Scrapes a gateway without load and one at half of its capacity. */
async function measureScrapes({ alone, loads, metricsUrl }, seconds) {
  const { query } = WORKLOADS['list of 25'];
  const job = { origin: alone.origin, headers: HEADERS, query, variables: manyFilters(), callers: CALLERS, seconds };
  const idle = await scrapeFor(metricsUrl, seconds);
  const perSecond = (await loads[0].send(job)).operations / seconds / 2;
  const [half] = await Promise.all([scrapeFor(metricsUrl, seconds), loads[0].send({ ...job, perSecond })]);
  const [full] = await Promise.all([scrapeFor(metricsUrl, seconds), loads[0].send(job)]);
  return { 'without load': idle, [`${Math.round(perSecond)} operations/s`]: half, 'all that it can do': full };
}

async function scrapeFor(url, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const from = performance.now();
    await (await fetch(url)).text();
    times.push(performance.now() - from);
    await sleep(SCRAPE_INTERVAL_MS);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { 'p50 ms': median(sorted).toFixed(1), 'p95 ms': sorted[Math.floor(sorted.length * 0.95)].toFixed(1) };
}
