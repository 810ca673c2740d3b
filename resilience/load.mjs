// The operations that scenarios send, and how many of them at once.
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS } from './faulty-upstream.mjs';

export const READ = 'query ($n: Int!) { incident(by: { number: $n }) { number } }';
export const CREATE = `mutation ($title: String!) {
  triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: $title }) { created }
}`;
export const ACKNOWLEDGE =
  'mutation { acknowledgeIncident(input: { incident: { pagerDutyId: "PDRILL1" } }) { changed } }';
export const RESOLVE = 'mutation { resolveIncident(input: { incident: { pagerDutyId: "PDRILL1" } }) { changed } }';

/** Reads one incident; each has another number, because identical reads would share one call. */
export const read = (gateway, n) => gateway.run(READ, { n: n + 1 });

export const trigger = (gateway, n) => gateway.run(CREATE, { title: `Incident ${n}` });

/** Runs `count` tasks, at most `concurrency` at a time. */
export async function runMany(count, concurrency, task) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) results.push(await task(n));
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results;
}

/** Waits until the upstream has received `count` requests. */
export async function waitForRequests(upstream, count) {
  for (let received = upstream.takeRequestCount(); received < count; received += upstream.takeRequestCount())
    await sleep(20);
}

/** Opens the circuit breaker with calls that fail at once. */
export async function openBreaker({ gateway, pagerduty }) {
  pagerduty.respondWith(FAULTS[503]);
  await runMany(60, 10, (n) => read(gateway, n));
}

export const maxMs = (results) => Math.max(...results.map(({ ms }) => ms));

export const percentile95 = (results) =>
  results.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(results.length * 0.95)];

/** The peak of the gateway's memory in MB while a task runs. */
export async function peakMemory(gateway, task) {
  let peak = gateway.memory();
  const sampling = setInterval(() => (peak = Math.max(peak, gateway.memory() ?? 0)), 10);
  await task();
  clearInterval(sampling);
  return peak;
}
