// `npm run bench`: pagergraph beside gateways that others might write for the same job, in one table. Alone on the
// machine, it takes twenty-five minutes.
//   -- --write    also puts the table and the growth chart into the README
//   -- --quick    a minute, to see that everything works; its figures mean nothing
//   -- --profile  where the time goes instead: the frames that have most of it
//   -- --soak     ten minutes at half load instead: is memory flat, is there no error?
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const EFFORT = { starts: 7, rounds: 3, seconds: 3, warmUpSeconds: 16, soakSeconds: 600, sampleSeconds: 10 };
const QUICK = { starts: 1, rounds: 1, seconds: 0.3, warmUpSeconds: 0.2, soakSeconds: 6, sampleSeconds: 0.5 };
/** The chart shows powers, not hundredths. */
const GROWTH_EFFORT = { rounds: 3, seconds: 2, warmUpSeconds: 6 };

const ROOT = new URL('../', import.meta.url);
const README = new URL('README.md', ROOT);
const CHART = new URL('growth.svg', import.meta.url);

const flag = { type: 'boolean', default: false };
const { values: wanted } = parseArgs({ options: { write: flag, quick: flag, profile: flag, soak: flag } });
if (wanted.write && wanted.quick) throw new Error('What was measured in a hurry is not written down.');
const effort = wanted.quick ? QUICK : EFFORT;

prepare();
const { setScene } = await import('./harness.mjs');
const { WORKLOADS } = await import('./workloads.mjs');
const scene = await setScene();
try {
  if (wanted.profile) await profiled();
  else if (wanted.soak) await soaked();
  else await compared();
} finally {
  await scene.stop();
}

async function compared() {
  const { measureAll } = await import('./measure.mjs');
  const { growthInWords, measureGrowth } = await import('./growth.mjs');
  const { growthChart } = await import('./growth-chart.mjs');
  const { readmeWith, report } = await import('./report.mjs');
  const measured = await measureAll(scene, WORKLOADS, effort);
  const growths = await measureGrowth(scene, wanted.quick ? QUICK : GROWTH_EFFORT);
  const text = `${report(WORKLOADS, measured)}\n\n![Growth of the cost](bench/growth.svg)\n\n${growthInWords(growths)}`;
  console.log(`\n${text}`);
  if (!wanted.write) return;
  writeFileSync(CHART, growthChart(growths));
  writeFileSync(README, readmeWith(readFileSync(README, 'utf8'), text));
}

async function profiled() {
  const { profile } = await import('./profile.mjs');
  await profile(
    scene,
    WORKLOADS.filter(({ measure }) => measure === undefined),
    effort,
  );
}

async function soaked() {
  const { soak } = await import('./soak.mjs');
  const { soakSeconds: seconds, warmUpSeconds, sampleSeconds } = effort;
  process.exitCode = (await soak(scene, { seconds, warmUpSeconds, sampleSeconds })) ? 0 : 1;
}

function prepare() {
  const installed = new URL('node_modules/.package-lock.json', import.meta.url);
  const locked = new URL('package-lock.json', import.meta.url);
  const isInstalled = existsSync(installed) && statSync(installed).mtimeMs >= statSync(locked).mtimeMs;
  if (!isInstalled) must('npm', 'ci', '--prefix', 'bench', '--loglevel=error');
  must('npm', 'run', '-s', 'build');
}

function must(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: fileURLToPath(ROOT), stdio: 'inherit' });
  if (error) console.error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) process.exit(1);
}
