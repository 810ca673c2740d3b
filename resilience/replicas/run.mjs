// Two replicas with one Redis behind a balancer. Part one kills them at random, part two kills them while triggers are queued,
// part three restarts them one by one. The exit code is 1 when a figure exceeds its limit. `DRILL_SEED` repeats the random decisions of a run.
import { createRandom } from '../../dist/sandbox/random.js';
import { killAtRandom } from './kill-at-random.mjs';
import { queueThroughOutage } from './queue-through-outage.mjs';
import { restartOneByOne } from './restart-one-by-one.mjs';

const seed = Number(process.env.DRILL_SEED ?? Date.now() % 2 ** 31);
console.error(`Replicas: DRILL_SEED=${seed}`);

const rows = [];
for (const part of [killAtRandom, queueThroughOutage, restartOneByOne]) {
  const { figures, facts, problems } = await part((client) => createRandom(seed + client));
  console.error(facts);
  for (const problem of problems.slice(0, 20)) console.error(`      ${problem}`);
  for (const { title, max, value } of figures) {
    const passed = value <= max;
    rows.push({ guarantee: title, 'at most': max, measured: value, passed });
    console.error(`${passed ? 'PASS' : 'FAIL'}  ${title}: ${value}`);
  }
}
console.table(rows);
process.exitCode = rows.every(({ passed }) => passed) ? 0 : 1;
