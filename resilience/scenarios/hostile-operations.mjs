// Operations that would cost too much without the gateway's limits.
import { FAULTS, incidentsOfOneSecond } from '../faulty-upstream.mjs';
import { maxMs, peakMemory, read, runMany } from '../load.mjs';

const OLDEST_FIRST = `query ($after: String) {
  incidents(first: 2, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) {
    nodes { number } pageInfo { hasNextPage endCursor }
  }
}`;

const TITLE_TEMPLATE = `mutation ($title: String!, $values: [TitleValue!]) {
  triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: $title, titleValues: $values }) { userErrors { code } }
}`;

/** Nests policies and destinations; each has another alias, because identical operations would share one execution. */
const nestedLists = (n) =>
  `{ pagerDutyDestinations(first: 1) { nodes { policies { pagerDutyDestinations { policies { id name${n}: name } } } } } }`;

/** Changes the position of a cursor and keeps its signature. */
function tamper(cursor) {
  const bytes = Buffer.from(cursor, 'base64url');
  bytes[bytes.length - 2] ^= 1;
  return bytes.toString('base64url');
}

const cursors = {
  figures: [
    { title: 'upstream calls for a tampered cursor', unit: '', max: 0 },
    { title: 'upstream calls for a page whose cursor skips 3000 incidents of one second', unit: '', max: 10 },
  ],
  async measure({ gateway, pagerduty }) {
    pagerduty.respondWith(incidentsOfOneSecond('2026-01-02T00:00:00Z'));
    const { data } = await gateway.run(OLDEST_FIRST);
    const { endCursor } = data.incidents.pageInfo;
    // Now all incidents come before the one that the cursor names.
    pagerduty.respondWith(incidentsOfOneSecond('2026-01-01T00:00:00Z'));
    pagerduty.takeRequestCount();
    const tampered = await gateway.run(OLDEST_FIRST, { after: tamper(endCursor) });
    const forTampered = tampered.codes.join() === 'BAD_USER_INPUT' ? pagerduty.takeRequestCount() : Infinity;
    const valid = await gateway.run(OLDEST_FIRST, { after: endCursor });
    const forValid = valid.data.incidents.pageInfo.endCursor ? pagerduty.takeRequestCount() : Infinity;
    return [forTampered, forValid];
  },
};

const longTitles = {
  figures: [
    { title: 'longest of 10 titles that would have 300 MB, no call upstream', unit: 'ms', max: 500 },
    { title: 'memory under these titles', unit: 'MB', max: 150 },
  ],
  async measure({ gateway, pagerduty }) {
    await runMany(20, 5, (n) => read(gateway, n));
    pagerduty.takeRequestCount();
    const before = gateway.memory();
    const values = [{ name: 'A', value: 'x'.repeat(100_000) }];
    const operation = { title: '{A}'.repeat(3000), values };
    const results = [];
    const peak = await peakMemory(gateway, async () => {
      results.push(...(await runMany(10, 10, () => gateway.run(TITLE_TEMPLATE, operation))));
    });
    const codes = results.map(({ data }) => data?.triggerIncident.userErrors[0]?.code);
    const areRefused = codes.every((code) => code === 'INVALID_INPUT') && pagerduty.takeRequestCount() === 0;
    return [areRefused ? maxMs(results) : Infinity, peak - before];
  },
};

const nesting = {
  figures: [
    { title: 'longest wait of other callers during two nested lists of 100 × 100 entries', unit: 'ms', max: 1000 },
    { title: 'memory under these lists', unit: 'MB', max: 150 },
  ],
  async measure({ gateway, cloudflare }) {
    cloudflare.respondWith(FAULTS.deliveries);
    await runMany(20, 5, (n) => read(gateway, n));
    const before = gateway.memory();
    const others = [];
    const nested = [];
    const peak = await peakMemory(gateway, async () => {
      const running = runMany(12, 2, (n) => gateway.run(nestedLists(n))).then((results) => nested.push(...results));
      others.push(...(await runMany(40, 1, (n) => read(gateway, n))));
      await running;
    });
    const areRefused = nested.every(({ codes }) => codes.join() === 'OPERATION_TOO_COMPLEX');
    return [areRefused ? maxMs(others) : Infinity, peak - before];
  },
};

export const HOSTILE_OPERATION_SCENARIOS = [cursors, longTitles, nesting];
