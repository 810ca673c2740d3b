// `npm run bench`: compares pagergraph with gateways that others might write for the same API. It takes 25 minutes and
// needs the machine for itself.
//   -- --write    also writes the report and the growth chart into docs/benchmarks.md
//   -- --quick    takes a minute and only shows that everything runs; its figures mean nothing
//   -- --profile  prints where the time of each workload goes instead
//   -- --soak     runs ten minutes at half load instead and checks memory and errors
//   -- --replicas measures two replicas with Redis instead, beside one with it and one without
//   -- --checkout PATH  compares with another checkout that was built: start, memory and CPU time
//   -- --live     measures subscribers instead: calls, delays, CPU time and memory
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installProject, runOrExit } from '../scripts/install-project.mjs';

/** The first warm-up is of each contender, the others of each workload. */
const FULL_RUN = { starts: 5, rounds: 3, seconds: 2.3, firstWarmUpSeconds: 10, warmUpSeconds: 5 };
const QUICK_RUN = {
  starts: 1,
  rounds: 1,
  seconds: 0.25,
  maxSeconds: 0.25,
  firstWarmUpSeconds: 0.2,
  warmUpSeconds: 0.1,
};
/** Shorter than a full run: the chart shows the exponent of the growth, not hundredths of a millisecond. */
const GROWTH_RUN = { rounds: 3, seconds: 1.5, warmUpSeconds: 3 };
const PROFILE_RUN = { seconds: 4, warmUpSeconds: 5 };
const SOAK_RUN = { seconds: 600, warmUpSeconds: 16, sampleSeconds: 5 };
const QUICK_SOAK_RUN = { seconds: 6, warmUpSeconds: 1, sampleSeconds: 0.5 };

const ROOT = new URL('../', import.meta.url);
const PAGE = new URL('docs/benchmarks.md', ROOT);
const CHART = new URL('growth.svg', import.meta.url);

const flag = { type: 'boolean', default: false };
const { values: options } = parseArgs({
  options: {
    write: flag,
    quick: flag,
    profile: flag,
    soak: flag,
    live: flag,
    replicas: flag,
    checkout: { type: 'string' },
  },
});
if (options.write && options.quick) throw new Error('--write needs a full run: remove --quick.');
const forRun = (full, quick) => (options.quick ? quick : full);

installProject('bench');
runOrExit('npm', 'run', '-s', 'build');
if (options.live) {
  const { FULL_LIVE_RUN, measureLive, QUICK_LIVE_RUN } = await import('./live.mjs');
  await measureLive(options.quick ? QUICK_LIVE_RUN : FULL_LIVE_RUN);
  process.exit();
}
if (options.replicas) {
  const { FULL_REPLICAS_RUN, measureReplicas, QUICK_REPLICAS_RUN } = await import('./replicas.mjs');
  await measureReplicas(options.quick ? QUICK_REPLICAS_RUN : FULL_REPLICAS_RUN);
  process.exit();
}
if (options.checkout !== undefined) {
  const { compareCheckouts, FULL_CHECKOUT_RUN, QUICK_CHECKOUT_RUN } = await import('./compare-checkouts.mjs');
  await compareCheckouts(resolve(options.checkout), forRun(FULL_CHECKOUT_RUN, QUICK_CHECKOUT_RUN));
  process.exit();
}
const { startHarness } = await import('./harness.mjs');
const { LATENCY, WORKLOADS } = await import('./workloads.mjs');
const harness = await startHarness();
try {
  if (options.profile) console.log(await profileWorkloads(WORKLOADS));
  else if (options.soak) await runSoak();
  else await compareContenders();
} finally {
  harness.stop();
}

async function compareContenders() {
  const { measureAll } = await import('./measure.mjs');
  const { measureGrowth, summarizeGrowth } = await import('./growth.mjs');
  const { drawGrowthChart } = await import('./growth-chart.mjs');
  const { formatReport, insertReport, toRows } = await import('./report.mjs');
  const { compareWithMercurius, explainMissed } = await import('./summary.mjs');
  const measured = await measureAll(harness, [...WORKLOADS, LATENCY], forRun(FULL_RUN, QUICK_RUN));
  const rows = toRows(measured);
  const missed = rows.filter(({ targets }) => targets.some(({ isMet }) => !isMet));
  const growths = await measureGrowth(harness, forRun(GROWTH_RUN, QUICK_RUN));
  const chart = '![Growth of the cost](../bench/growth.svg)';
  const summary = [compareWithMercurius(measured.figures), explainMissed(missed)];
  const profiles = await profileMissed(missed);
  const text = [formatReport(rows), ...summary, chart, summarizeGrowth(growths), ...profiles].join('\n\n');
  console.log(`\n${text}`);
  if (!options.write) return;
  writeFileSync(CHART, drawGrowthChart(growths));
  writeFileSync(PAGE, insertReport(readFileSync(PAGE, 'utf8'), text));
}

/** Where the time goes in each row that misses a goal. */
async function profileMissed(missed) {
  const workloads = missed.flatMap(({ workload }) => workload ?? []);
  if (workloads.length === 0) return [];
  return [
    'Where the time goes in the rows that miss a goal, with shares of the busy time:',
    await profileWorkloads(workloads),
  ];
}

async function profileWorkloads(workloads) {
  const { profile, formatProfiles } = await import('./profile.mjs');
  return formatProfiles(await profile(harness, workloads, forRun(PROFILE_RUN, QUICK_RUN)));
}

async function runSoak() {
  const { soak } = await import('./soak.mjs');
  process.exitCode = (await soak(harness, forRun(SOAK_RUN, QUICK_SOAK_RUN))) ? 0 : 1;
}
