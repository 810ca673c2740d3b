// Measures what the gateway promises for bad days; ends with 1 when a figure is not kept. `npm run drill` builds first.
import { startGateway } from './gateway-process.mjs';
import { PROMISES } from './scenarios.mjs';
import { startUpstream } from './faulty-upstream.mjs';

async function measured({ measure, settings }) {
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
for (const one of PROMISES) {
  const measures = [await measured(one)].flat();
  for (const [index, { promise, unit, most }] of (one.figures ?? [one]).entries()) {
    const figure = measures[index];
    const kept = figure <= most;
    rows.push({ promise, 'at most': `${most} ${unit}`, measured: figure.toFixed(2), kept });
    console.error(`${kept ? 'PASS' : 'FAIL'}  ${promise}: ${figure.toFixed(2)} ${unit}`);
  }
}
console.table(rows);
process.exitCode = rows.every(({ kept }) => kept) ? 0 : 1;
