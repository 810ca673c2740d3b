// Calls that PagerDuty's rate limit delays or refuses.
import { FAULTS, resolvedDuringRateLimit } from '../faulty-upstream.mjs';
import { ACKNOWLEDGE, maxMs, read, trigger } from '../load.mjs';

/** An acknowledge of a resolved incident would reopen it, so a delayed one must read the status again. */
const delayedAcknowledge = {
  figures: [{ title: 'acknowledges of an incident that was resolved while a 429 delayed them', unit: '', max: 0 }],
  async measure({ gateway, pagerduty }) {
    let writes = 0;
    const isRead = new Promise((onRead) => {
      pagerduty.respondWith(resolvedDuringRateLimit({ onRead, onWrite: () => (writes += 1) }));
    });
    const acknowledging = gateway.run(ACKNOWLEDGE);
    await isRead;
    await trigger(gateway, 1);
    const { data } = await acknowledging;
    return data?.acknowledgeIncident?.changed === false ? writes : Infinity;
  },
};

const longRateLimit = {
  figures: [{ title: 'response to a rate limit of an hour, and to the next call', unit: 'ms', max: 500 }],
  async measure({ gateway, pagerduty }) {
    await read(gateway, 0);
    pagerduty.respondWith(FAULTS['an hour']);
    return maxMs([await read(gateway, 1), await read(gateway, 2), await trigger(gateway, 3)]);
  },
};

export const RATE_LIMIT_SCENARIOS = [delayedAcknowledge, longRateLimit];
