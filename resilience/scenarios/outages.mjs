// An upstream that fails, hangs or recovers.
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS } from '../faulty-upstream.mjs';
import {
  ACKNOWLEDGE,
  CREATE,
  maxMs,
  openBreaker,
  percentile95,
  READ,
  read,
  RESOLVE,
  runMany,
  trigger,
} from '../load.mjs';

const CONNECT = 'mutation { createPagerDutyConnectToken(input: {}) { token } }';
const DESTINATIONS = '{ pagerDutyDestinations { totalCount } }';

const READ_AND_CHANGE = [read, trigger, (gateway) => gateway.run(RESOLVE)];

/** What callers keep sending during an outage. */
const LOADS = {
  'reads and changes': (gateway, n) => READ_AND_CHANGE[n % 3](gateway, n),
  triggers: trigger,
  acknowledges: (gateway) => gateway.run(ACKNOWLEDGE),
};

const requestsPerOperation = ['503', 'reset'].flatMap((fault) =>
  Object.entries(LOADS).map(([load, send]) => ({
    figures: [{ title: `upstream requests per operation, 300 ${load}, every response ${fault}`, unit: '', max: 1.3 }],
    async measure({ gateway, pagerduty }) {
      pagerduty.respondWith(FAULTS[fault]);
      pagerduty.takeRequestCount();
      await runMany(300, 10, (n) => send(gateway, n));
      return pagerduty.takeRequestCount() / 300;
    },
  })),
);

const timeBeyondDeadline = ['silent', 'dripping', 'stalled'].map((fault) => ({
  figures: [{ title: `time beyond a deadline of 2 s, ${fault} upstream`, unit: 'ms', max: 500 }],
  settings: { UPSTREAM_DEADLINE_MS: '2000', UPSTREAM_TRY_TIMEOUT_MS: '800' },
  async measure({ gateway, pagerduty }) {
    pagerduty.respondWith(FAULTS[fault]);
    const operations = [READ, CREATE, ACKNOWLEDGE, RESOLVE].map((query) =>
      gateway.run(query, { n: 1, title: 'Incident' }),
    );
    return maxMs(await Promise.all(operations)) - 2000;
  },
}));

const recovery = {
  figures: [{ title: 'time to recover after an outage', unit: 's', max: 10 }],
  async measure(setup) {
    await openBreaker(setup);
    setup.pagerduty.respondWith(FAULTS.none);
    const began = performance.now();
    for (let n = 0; performance.now() - began < 20_000; n += 1) {
      const { codes } = await read(setup.gateway, n);
      if (codes.length === 0) break;
      await sleep(100);
    }
    return (performance.now() - began) / 1000;
  },
};

const otherUpstream = {
  figures: [{ title: 'p95 of PagerDuty reads while 60 Cloudflare calls hang', unit: 'ms', max: 300 }],
  async measure({ gateway, cloudflare }) {
    await runMany(20, 5, (n) => read(gateway, n));
    cloudflare.respondWith(FAULTS.silent);
    const hanging = runMany(60, 60, (n) => gateway.run(n % 2 ? DESTINATIONS : CONNECT));
    await sleep(200);
    const measured = percentile95(await runMany(300, 10, (n) => read(gateway, n)));
    cloudflare.respondWith(FAULTS[503]);
    await hanging;
    return measured;
  },
};

const openCircuit = {
  figures: [{ title: 'p95 while the circuit is open, no call upstream', unit: 'ms', max: 100 }],
  async measure(setup) {
    await openBreaker(setup);
    setup.pagerduty.respondWith(FAULTS.silent);
    setup.pagerduty.takeRequestCount();
    const results = await runMany(100, 5, (n) => read(setup.gateway, n));
    if (setup.pagerduty.takeRequestCount() > 0) return Infinity;
    return percentile95(results);
  },
};

export const OUTAGE_SCENARIOS = [...requestsPerOperation, recovery, ...timeBeyondDeadline, otherUpstream, openCircuit];
