// `npm run resilience`: measures what the gateway guarantees while its upstreams fail. The exit code is 1 when a figure
// exceeds its limit. The npm script builds first.
import { startUpstream } from './faulty-upstream.mjs';
import { startGateway } from './gateway-process.mjs';
import { RATE_LIMIT_SCENARIOS } from './scenarios/rate-limits.mjs';
import { OUTAGE_SCENARIOS } from './scenarios/outages.mjs';
import { RESOURCE_SCENARIOS } from './scenarios/resources.mjs';
import { HOSTILE_OPERATION_SCENARIOS } from './scenarios/hostile-operations.mjs';
import { SHUTDOWN_SCENARIOS } from './scenarios/shutdown.mjs';

/**
 * Each scenario gets its own gateway and both upstreams; `measure` returns one value for each of its figures.
 *
 * @typedef {{ title: string, unit: string, max: number }} Figure
 * @typedef {{ figures: readonly Figure[], settings?: Record<string, string>, measure: (setup: object) => Promise<number | readonly number[]> }} Scenario
 * @type {readonly Scenario[]}
 */
const SCENARIOS = [
  ...OUTAGE_SCENARIOS,
  ...RATE_LIMIT_SCENARIOS,
  ...RESOURCE_SCENARIOS,
  ...SHUTDOWN_SCENARIOS,
  ...HOSTILE_OPERATION_SCENARIOS,
];

async function runScenario({ measure, settings }) {
  const [pagerduty, cloudflare] = await Promise.all([startUpstream(), startUpstream()]);
  const gateway = await startGateway({ pagerduty, cloudflare }, settings);
  try {
    return await measure({ gateway, pagerduty, cloudflare });
  } finally {
    await gateway.stop();
    await Promise.all([pagerduty.stop(), cloudflare.stop()]);
  }
}

const rows = [];
for (const scenario of SCENARIOS) {
  const values = [await runScenario(scenario)].flat();
  for (const [index, { title, unit, max }] of scenario.figures.entries()) {
    const value = values[index];
    const passed = value <= max;
    rows.push({ guarantee: title, 'at most': `${max} ${unit}`, measured: value.toFixed(2), passed });
    console.error(`${passed ? 'PASS' : 'FAIL'}  ${title}: ${value.toFixed(2)} ${unit}`);
  }
}
console.table(rows);
process.exitCode = rows.every(({ passed }) => passed) ? 0 : 1;
