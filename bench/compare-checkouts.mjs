// `npm run bench -- --checkout PATH`: compares this checkout with another one that was built: start, memory and CPU time
// without Redis. It takes two minutes and needs the machine for itself.
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { CONTENDERS } from './contenders.mjs';
import { startHarness } from './harness.mjs';
import { median } from './median.mjs';
import { cpuSeconds, memoryMb } from './process-stats.mjs';
import { SUBJECT } from './targets.mjs';
import { TRIGGER, WARM_UP } from './workloads.mjs';

/** Seconds of each measurement; the figures are medians of the rounds. */
export const FULL_CHECKOUT_RUN = { starts: 9, rounds: 5, seconds: 3, warmUpSeconds: 5 };
export const QUICK_CHECKOUT_RUN = { starts: 3, rounds: 2, seconds: 1, warmUpSeconds: 2 };

/** Measures and prints a table. */
export async function compareCheckouts(otherPath, { starts, rounds, seconds, warmUpSeconds }) {
  const harness = await startHarness();
  const pagergraph = CONTENDERS.find(({ name }) => name === SUBJECT);
  const args = pagergraph.args.map((arg) => (arg.endsWith('.js') ? join(otherPath, arg) : arg));
  const variants = { this: pagergraph, other: { ...pagergraph, args } };
  const figures = { this: {}, other: {} };
  const record = (name, what, value) => (figures[name][what] ??= []).push(value);
  try {
    for (let start = 0; start < starts; start += 1) await inTurns(variants, (name) => measureStart(name));
    const running = { this: await harness.start(variants.this), other: await harness.start(variants.other) };
    for (const workload of [WARM_UP, TRIGGER]) {
      await inTurns(running, (_name, gateway) => harness.measure(gateway, workload, warmUpSeconds));
      for (let round = 0; round < rounds; round += 1) {
        await inTurns(running, async (name, gateway) => {
          record(name, `CPU ms, ${workload.name}`, (await harness.measure(gateway, workload, seconds)).cpuMs);
        });
      }
    }
    await inTurns(running, (name, { pid }) => record(name, 'memory MB, after load', memoryMb(pid)));
    await inTurns(running, (_name, gateway) => gateway.stop());
    console.log(`Load average ${loadavg()[0].toFixed(1)}`);
    console.table(Object.fromEntries(Object.keys(figures.this).map((what) => [what, toRow(figures, what)])));
  } finally {
    harness.stop();
  }

  async function measureStart(name) {
    const gateway = await harness.start(variants[name]);
    record(name, 'start ms', gateway.startMs);
    record(name, 'start CPU ms', cpuSeconds(gateway.pid) * 1000);
    record(name, 'memory MB, after the start', memoryMb(gateway.pid));
    await gateway.stop();
  }
}

async function inTurns(byName, task) {
  for (const [name, value] of Object.entries(byName)) await task(name, value);
}

function toRow(figures, what) {
  const [current, other] = [median(figures.this[what]), median(figures.other[what])];
  const percent = ((current / other - 1) * 100).toFixed(1);
  return { other: other.toFixed(3), this: current.toFixed(3), difference: `${percent} %` };
}
