// Everybody on stage: the fake upstream, the load generator, and a way to measure one contender at one workload.
import { cpuSeconds } from './process-stats.mjs';
import { startContender } from './contenders.mjs';
import { startWorker } from './worker-process.mjs';

const USUAL_CALLERS = 16;

export async function setScene() {
  const upstream = await startWorker('upstream/server.mjs', { greets: true });
  const load = await startWorker('load.mjs');
  const { greeting: account } = upstream;

  /**
   * @param {{ origin: string, pid: number }} contender
   * @param {import('./workloads.mjs').Workload & { callers?: number, pages?: number, destinations?: number, perSecond?: number }} workload
   * @returns {Promise<{ cpuMs: number, calls: number, p50Ms: number, perSecond: number }>} CPU time and upstream calls are
   * those of one operation
   */
  async function measure({ origin, pid }, workload, seconds) {
    const {
      query,
      variables,
      callers = workload.identical ? 1 : USUAL_CALLERS,
      identical,
      pages,
      perSecond,
    } = workload;
    const { latencyMs, unchanged = false, destinations } = workload;
    await upstream.ask({ latencyMs, unchanged, destinations });
    const before = cpuSeconds(pid);
    const order = { origin, query, variables: variables(account), seconds, callers, identical, pages, perSecond };
    const done = await load.ask(order);
    const cpu = cpuSeconds(pid) - before;
    const { calls } = await upstream.ask({});
    const { operations, p50Ms } = done;
    return { cpuMs: (cpu * 1000) / operations, calls: calls / operations, p50Ms, perSecond: operations / done.seconds };
  }

  return {
    account,
    measure,
    start: (contender, options) => startContender(contender, account.origin, options),
    async stop() {
      upstream.stop();
      load.stop();
    },
  };
}
