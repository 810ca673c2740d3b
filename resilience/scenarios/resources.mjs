// Memory and file descriptors under responses that are too large, too deep or broken.
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS } from '../faulty-upstream.mjs';
import { peakMemory, read, runMany, trigger } from '../load.mjs';

const MIXED_FAULTS = [
  '503',
  'reset',
  'silent',
  'dripping',
  'stalled',
  'half a body',
  'bad chunk',
  'malformed',
  'gzip bomb',
  '50 MB',
  'header bomb',
];

const LARGE_RESPONSES = [
  ['50 MB', 4],
  ['gzip bomb', 4],
  ['deep JSON', 8],
];

const largeResponses = LARGE_RESPONSES.map(([fault, concurrency]) => ({
  figures: [{ title: `memory under 40 responses, ${concurrency} at once: ${fault}`, unit: 'MB', max: 150 }],
  async measure({ gateway, pagerduty }) {
    await runMany(100, 10, (n) => read(gateway, n));
    const before = gateway.memory();
    pagerduty.respondWith(FAULTS[fault]);
    const peak = await peakMemory(gateway, () => runMany(40, concurrency, (n) => read(gateway, n)));
    return peak - before;
  },
}));

/** Every second response is correct, because the circuit breaker would keep the faults away otherwise. */
function alternate(counter) {
  return (request, response) => {
    counter.requests += 1;
    const fault =
      counter.requests % 2 === 0 ? 'none' : MIXED_FAULTS[((counter.requests - 1) / 2) % MIXED_FAULTS.length];
    FAULTS[fault](request, response);
  };
}

const mixedFaults = {
  figures: [
    { title: 'file descriptors left after 400 mixed faults', unit: '', max: 5 },
    { title: 'memory left after 400 mixed faults', unit: 'MB', max: 80 },
  ],
  settings: { UPSTREAM_DEADLINE_MS: '400', UPSTREAM_TRY_TIMEOUT_MS: '150' },
  async measure({ gateway, pagerduty }) {
    const usage = () => [gateway.descriptors(), gateway.memory()];
    await runMany(200, 8, (n) => read(gateway, n));
    const before = usage();
    const counter = { requests: 0 };
    pagerduty.respondWith(alternate(counter));
    for (let n = 0; n < 2000 && counter.requests < 800; n += 20) {
      await runMany(20, 8, (m) => (m % 4 ? read(gateway, n + m) : trigger(gateway, n + m)));
    }
    if (counter.requests < 800) return [Infinity, Infinity];
    pagerduty.respondWith(FAULTS.none);
    await sleep(6000); // Idle connections close.
    await runMany(20, 4, (n) => read(gateway, n));
    return usage().map((value, index) => value - before[index]);
  },
};

export const RESOURCE_SCENARIOS = [...largeResponses, mixedFaults];
