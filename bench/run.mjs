// `npm run bench`: compares pagergraph with gateways that others might write for the same API. It takes 25 minutes and
// needs the machine for itself.
//   -- --write    also writes the table and the growth chart into docs/benchmarks.md
//   -- --quick    takes a minute and only shows that everything runs; its figures mean nothing
//   -- --profile  prints the most expensive stack frames of each workload instead
//   -- --soak     runs ten minutes at half load instead and checks memory and errors
//   -- --live     measures subscribers instead: calls, delays, CPU time and memory
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const FULL_RUN = { starts: 7, rounds: 3, seconds: 3, warmUpSeconds: 16, soakSeconds: 600, sampleSeconds: 10 };
const QUICK_RUN = { starts: 1, rounds: 1, seconds: 0.3, warmUpSeconds: 0.2, soakSeconds: 6, sampleSeconds: 0.5 };
/** Shorter than a full run: the chart shows the exponent of the growth, not hundredths of a millisecond. */
const GROWTH_RUN = { rounds: 3, seconds: 2, warmUpSeconds: 6 };

const ROOT = new URL('../', import.meta.url);
const PAGE = new URL('docs/benchmarks.md', ROOT);
const CHART = new URL('growth.svg', import.meta.url);

const flag = { type: 'boolean', default: false };
const { values: options } = parseArgs({ options: { write: flag, quick: flag, profile: flag, soak: flag, live: flag } });
if (options.write && options.quick) throw new Error('--write needs a full run: remove --quick.');
const run = options.quick ? QUICK_RUN : FULL_RUN;

prepare();
if (options.live) {
  const { FULL_LIVE_RUN, measureLive, QUICK_LIVE_RUN } = await import('./live.mjs');
  await measureLive(options.quick ? QUICK_LIVE_RUN : FULL_LIVE_RUN);
  process.exit();
}
const { startHarness } = await import('./harness.mjs');
const { WORKLOADS } = await import('./workloads.mjs');
const harness = await startHarness();
try {
  if (options.profile) await profileWorkloads();
  else if (options.soak) await runSoak();
  else await compareContenders();
} finally {
  harness.stop();
}

async function compareContenders() {
  const { measureAll } = await import('./measure.mjs');
  const { measureGrowth, summarizeGrowth } = await import('./growth.mjs');
  const { drawGrowthChart } = await import('./growth-chart.mjs');
  const { formatReport, insertReport } = await import('./report.mjs');
  const measured = await measureAll(harness, WORKLOADS, run);
  const growths = await measureGrowth(harness, options.quick ? QUICK_RUN : GROWTH_RUN);
  const chart = '![Growth of the cost](../bench/growth.svg)';
  const text = `${formatReport(WORKLOADS, measured)}\n\n${chart}\n\n${summarizeGrowth(growths)}`;
  console.log(`\n${text}`);
  if (!options.write) return;
  writeFileSync(CHART, drawGrowthChart(growths));
  writeFileSync(PAGE, insertReport(readFileSync(PAGE, 'utf8'), text));
}

async function profileWorkloads() {
  const { profile } = await import('./profile.mjs');
  const byCpu = WORKLOADS.filter(({ measure }) => measure === undefined);
  await profile(harness, byCpu, run);
}

async function runSoak() {
  const { soak } = await import('./soak.mjs');
  const { soakSeconds: seconds, warmUpSeconds, sampleSeconds } = run;
  process.exitCode = (await soak(harness, { seconds, warmUpSeconds, sampleSeconds })) ? 0 : 1;
}

function prepare() {
  const installed = new URL('node_modules/.package-lock.json', import.meta.url);
  const locked = new URL('package-lock.json', import.meta.url);
  const isInstalled = existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
  if (!isInstalled) runOrExit('npm', 'ci', '--prefix', 'bench', '--loglevel=error');
  runOrExit('npm', 'run', '-s', 'build');
}

function runOrExit(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: fileURLToPath(ROOT), stdio: 'inherit' });
  if (error) console.error(`${command} failed to start: ${error.message}`);
  if (status !== 0) process.exit(1);
}
