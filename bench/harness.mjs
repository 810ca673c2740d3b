// What every measurement needs: the simulated upstream, the load generator, and one function that measures a contender.
import { HEADERS, startContender } from './contenders.mjs';
import { cpuSeconds } from './process-stats.mjs';
import { startWorker } from './worker-process.mjs';

const DEFAULT_CALLERS = 16;

export async function startHarness() {
  const upstream = await startWorker('upstream/server.mjs', { sendsFirst: true });
  const load = await startWorker('load-generator.mjs');
  const { firstMessage: account } = upstream;
  return {
    account,
    measure: createMeasure(upstream, load, account),
    start: (contender, options) => startContender(contender, account.origin, options),
    stop() {
      upstream.stop();
      load.stop();
    },
  };
}

function createMeasure(upstream, load, account) {
  /**
   * @param {{ origin: string, pid: number, translate: (workload: Workload) => Workload }} contender
   * @param {Workload & { pages?: number, destinations?: number }} workload
   * @returns {Promise<{ cpuMs: number, calls: number, p99Ms: number, perSecond: number }>} CPU time and upstream calls per
   * operation
   * @typedef {import('./workloads.mjs').Workload} Workload
   */
  return async ({ origin, pid, translate }, workload, seconds) => {
    const { query, variables, identical, pages, perSecond } = translate(workload);
    const { callers = identical ? 1 : DEFAULT_CALLERS } = workload;
    const { latencyMs, unchanged = false, destinations } = workload;
    await upstream.send({ latencyMs, unchanged, destinations });
    const operation = { origin, headers: HEADERS, query, variables: variables(account) };
    const before = cpuSeconds(pid);
    const result = await load.send({ ...operation, seconds, callers, identical, pages, perSecond });
    const cpu = cpuSeconds(pid) - before;
    const { calls } = await upstream.send({});
    const { operations, p99Ms } = result;
    return {
      cpuMs: (cpu * 1000) / operations,
      calls: calls / operations,
      p99Ms,
      perSecond: operations / result.seconds,
    };
  };
}
