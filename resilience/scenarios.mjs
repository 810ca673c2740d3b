// What the gateway promises for bad days, each with its measurement and the figure it must keep.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { BEHAVIOURS, incidentsOfOneSecond, resolvedMeanwhile } from './faulty-upstream.mjs';

const READ = 'query ($n: Int!) { incident(by: { number: $n }) { number } }';
const CREATE = `mutation ($title: String!) {
  triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: $title }) { created }
}`;
const ACKNOWLEDGE = 'mutation { acknowledgeIncident(input: { incident: { pagerDutyId: "PDRILL1" } }) { changed } }';
const RESOLVE = 'mutation { resolveIncident(input: { incident: { pagerDutyId: "PDRILL1" } }) { changed } }';
const FILL = `mutation ($title: String!, $values: [TitleValue!]) {
  triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: $title, titleValues: $values }) { userErrors { code } }
}`;
/** Numbered, for identical ones would be made once. */
const toAndFro = (n) =>
  `{ pagerDutyDestinations(first: 1) { nodes { policies { pagerDutyDestinations { policies { id name${n}: name } } } } } }`;
const CONNECT = 'mutation { createPagerDutyConnectToken(input: {}) { token } }';
const DESTINATIONS = '{ pagerDutyDestinations { totalCount } }';

const OLDEST_FIRST = `query ($after: String) {
  incidents(first: 2, after: $after, orderBy: [{ field: CREATED_AT, direction: ASC }]) {
    nodes { number } pageInfo { hasNextPage endCursor }
  }
}`;

/** Reads are numbered, for identical ones would share a call. */
const read = (gateway, n) => gateway.ask(READ, { n: n + 1 });

/** Runs `count` pieces of work, so many at a time. */
async function many(count, atOnce, work) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) results.push(await work(n));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

const trigger = (gateway, n) => gateway.ask(CREATE, { title: `Drill ${n}` });
const MIX = [read, trigger, (gateway) => gateway.ask(RESOLVE)];

/** What callers go on asking for in an outage. */
const ASKED = {
  'reads and changes': (gateway, n) => MIX[n % 3](gateway, n),
  triggers: trigger,
  acknowledges: (gateway) => gateway.ask(ACKNOWLEDGE),
};

/** Waits until so many requests have arrived. */
async function arrived(upstream, count) {
  for (let so = upstream.requests(); so < count; so += upstream.requests()) await sleep(20);
}

const slowest = (results) => Math.max(...results.map(({ ms }) => ms));
const percentile95 = (results) =>
  results.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(results.length * 0.95)];

/** The highest memory while work runs, in MB. */
async function peakWhile(gateway, work) {
  let peak = gateway.memory();
  const sampling = setInterval(() => (peak = Math.max(peak, gateway.memory() ?? 0)), 10);
  await work();
  clearInterval(sampling);
  return peak;
}

/** Another position under the same signature. */
function edit(cursor) {
  const bytes = Buffer.from(cursor, 'base64url');
  bytes[bytes.length - 2] ^= 1;
  return bytes.toString('base64url');
}

/** Opens the breaker with calls that fail at once. */
async function openBreaker({ gateway, pagerduty }) {
  pagerduty.behave(BEHAVIOURS[503]);
  await many(60, 10, (n) => read(gateway, n));
}

const MIXED = [
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

/**
 * Each is given a gateway of its own and both upstreams.
 *
 * @typedef {{ promise: string, unit: string, most: number }} Figure
 * @type {readonly (Partial<Figure> & { figures?: readonly Figure[], settings?: Record<string, string>, measure: (stage: object) => Promise<number | readonly number[]> })[]}
 */
export const PROMISES = [
  ...['503', 'reset'].flatMap((failure) =>
    Object.entries(ASKED).map(([what, ask]) => ({
      promise: `upstream requests an operation, 300 ${what}, all ${failure}`,
      unit: '',
      most: 1.3,
      async measure({ gateway, pagerduty }) {
        pagerduty.behave(BEHAVIOURS[failure]);
        pagerduty.requests();
        await many(300, 10, (n) => ask(gateway, n));
        return pagerduty.requests() / 300;
      },
    })),
  ),
  {
    promise: 'acknowledges of an incident that was resolved while another caller’s 429 held them',
    unit: '',
    most: 0,
    async measure({ gateway, pagerduty }) {
      let writes = 0;
      const isRead = new Promise((onRead) => {
        pagerduty.behave(resolvedMeanwhile({ onRead, onWrite: () => (writes += 1) }));
      });
      const acknowledging = gateway.ask(ACKNOWLEDGE);
      await isRead;
      await trigger(gateway, 1);
      const { data } = await acknowledging;
      return data?.acknowledgeIncident?.changed === false ? writes : Infinity;
    },
  },
  {
    promise: 'recovered after an outage',
    unit: 's',
    most: 10,
    async measure(stage) {
      await openBreaker(stage);
      stage.pagerduty.behave(BEHAVIOURS.well);
      const began = performance.now();
      for (let n = 0; performance.now() - began < 20_000; n += 1) {
        const { codes } = await read(stage.gateway, n);
        if (codes.length === 0) break;
        await sleep(100);
      }
      return (performance.now() - began) / 1000;
    },
  },
  ...['silent', 'dripping', 'stalled'].map((behaviour) => ({
    promise: `beyond a deadline of 2 s, ${behaviour} upstream`,
    unit: 'ms',
    most: 500,
    settings: { UPSTREAM_DEADLINE_MS: '2000', UPSTREAM_TRY_TIMEOUT_MS: '800' },
    async measure({ gateway, pagerduty }) {
      pagerduty.behave(BEHAVIOURS[behaviour]);
      const operations = [READ, CREATE, ACKNOWLEDGE, RESOLVE].map((query) =>
        gateway.ask(query, { n: 1, title: 'Drill' }),
      );
      return slowest(await Promise.all(operations)) - 2000;
    },
  })),
  ...[
    ['50 MB', 4],
    ['gzip bomb', 4],
    ['deep JSON', 8],
  ].map(([behaviour, atOnce]) => ({
    promise: `memory under 40 answers, ${atOnce} at once: ${behaviour}`,
    unit: 'MB',
    most: 150,
    async measure({ gateway, pagerduty }) {
      await many(100, 10, (n) => read(gateway, n));
      const before = gateway.memory();
      pagerduty.behave(BEHAVIOURS[behaviour]);
      const peak = await peakWhile(gateway, () => many(40, atOnce, (n) => read(gateway, n)));
      return peak - before;
    },
  })),
  {
    promise: 'p95 of PagerDuty while Cloudflare hangs on 60 calls',
    unit: 'ms',
    most: 300,
    async measure({ gateway, cloudflare }) {
      await many(20, 5, (n) => read(gateway, n));
      cloudflare.behave(BEHAVIOURS.silent);
      const hanging = many(60, 60, (n) => gateway.ask(n % 2 ? DESTINATIONS : CONNECT));
      await sleep(200);
      const measured = percentile95(await many(300, 10, (n) => read(gateway, n)));
      cloudflare.behave(BEHAVIOURS[503]);
      await hanging;
      return measured;
    },
  },
  {
    promise: 'p95 of an open breaker’s answers',
    unit: 'ms',
    most: 100,
    async measure(stage) {
      await openBreaker(stage);
      stage.pagerduty.behave(BEHAVIOURS.silent);
      stage.pagerduty.requests();
      const results = await many(100, 5, (n) => read(stage.gateway, n));
      if (stage.pagerduty.requests() > 0) return Infinity;
      return percentile95(results);
    },
  },
  {
    promise: 'answer to a rate limit of an hour, and to the next call',
    unit: 'ms',
    most: 500,
    async measure({ gateway, pagerduty }) {
      await read(gateway, 0);
      pagerduty.behave(BEHAVIOURS['an hour']);
      return slowest([await read(gateway, 1), await read(gateway, 2), await trigger(gateway, 3)]);
    },
  },
  {
    figures: [
      { promise: 'descriptors left after 400 mixed faults', unit: '', most: 5 },
      { promise: 'memory left after 400 mixed faults', unit: 'MB', most: 80 },
    ],
    settings: { UPSTREAM_DEADLINE_MS: '400', UPSTREAM_TRY_TIMEOUT_MS: '150' },
    async measure({ gateway, pagerduty }) {
      const held = () => [gateway.descriptors(), gateway.memory()];
      await many(200, 8, (n) => read(gateway, n));
      const before = held();
      const met = { requests: 0 };
      pagerduty.behave((request, response) => {
        met.requests += 1;
        // Every second answer is well, or the breaker would keep the faults away.
        const fault = met.requests % 2 === 0 ? 'well' : MIXED[((met.requests - 1) / 2) % MIXED.length];
        BEHAVIOURS[fault](request, response);
      });
      for (let n = 0; n < 2000 && met.requests < 800; n += 20) {
        await many(20, 8, (m) => (m % 4 ? read(gateway, n + m) : trigger(gateway, n + m)));
      }
      if (met.requests < 800) return [Infinity, Infinity];
      pagerduty.behave(BEHAVIOURS.well);
      await sleep(6000); // idle connections end
      await many(20, 4, (n) => read(gateway, n));
      return held().map((figure, index) => figure - before[index]);
    },
  },
  {
    promise: 'SIGTERM with 20 operations running: all answered, exit 0',
    unit: 's',
    most: 10,
    async measure({ gateway, pagerduty }) {
      pagerduty.behave(BEHAVIOURS.slow);
      pagerduty.requests();
      const running = many(20, 20, (n) => read(gateway, n));
      await arrived(pagerduty, 20);
      const began = performance.now();
      gateway.child.kill('SIGTERM');
      const [results, [code]] = await Promise.all([running, once(gateway.child, 'exit')]);
      const answered = results.every(({ codes, data }) => codes.length === 0 && data);
      return answered && code === 0 ? (performance.now() - began) / 1000 : Infinity;
    },
  },
  {
    promise: 'SIGTERM with operations that hang: all answered, exit 0',
    unit: 's',
    most: 10,
    async measure({ gateway, pagerduty }) {
      pagerduty.behave(BEHAVIOURS.silent);
      pagerduty.requests();
      const running = many(20, 20, (n) => (n % 2 ? read(gateway, n) : trigger(gateway, n)));
      const answered = running.then(
        () => true,
        () => false,
      );
      await arrived(pagerduty, 20);
      const began = performance.now();
      gateway.child.kill('SIGTERM');
      const [all, [code]] = await Promise.all([answered, once(gateway.child, 'exit')]);
      return all && code === 0 ? (performance.now() - began) / 1000 : Infinity;
    },
  },
  {
    promise: 'a second SIGTERM',
    unit: 'ms',
    most: 500,
    async measure({ gateway, pagerduty }) {
      pagerduty.behave(BEHAVIOURS.silent);
      pagerduty.requests();
      const running = many(5, 5, (n) => read(gateway, n)).catch(() => undefined);
      await arrived(pagerduty, 5);
      gateway.child.kill('SIGTERM');
      await sleep(400);
      const began = performance.now();
      gateway.child.kill('SIGTERM');
      await once(gateway.child, 'exit');
      const took = performance.now() - began;
      await running;
      return took;
    },
  },
  {
    figures: [
      { promise: 'calls for an edited cursor', unit: '', most: 0 },
      { promise: 'calls for a page whose cursor skips 3000 incidents of one second', unit: '', most: 10 },
    ],
    async measure({ gateway, pagerduty }) {
      pagerduty.behave(incidentsOfOneSecond('2026-01-02T00:00:00Z'));
      const { data } = await gateway.ask(OLDEST_FIRST);
      const { endCursor } = data.incidents.pageInfo;
      // All of them stand before the one that was seen.
      pagerduty.behave(incidentsOfOneSecond('2026-01-01T00:00:00Z'));
      pagerduty.requests();
      const edited = await gateway.ask(OLDEST_FIRST, { after: edit(endCursor) });
      const forEdited = edited.codes.join() === 'BAD_USER_INPUT' ? pagerduty.requests() : Infinity;
      const own = await gateway.ask(OLDEST_FIRST, { after: endCursor });
      const forOwn = own.data.incidents.pageInfo.endCursor ? pagerduty.requests() : Infinity;
      return [forEdited, forOwn];
    },
  },
  {
    figures: [
      { promise: 'longest of 10 titles that would be 300 MB, no call upstream', unit: 'ms', most: 500 },
      { promise: 'memory under them', unit: 'MB', most: 150 },
    ],
    async measure({ gateway, pagerduty }) {
      await many(20, 5, (n) => read(gateway, n));
      pagerduty.requests();
      const before = gateway.memory();
      const values = [{ name: 'A', value: 'x'.repeat(100_000) }];
      const results = [];
      const peak = await peakWhile(gateway, async () => {
        results.push(...(await many(10, 10, () => gateway.ask(FILL, { title: '{A}'.repeat(3000), values }))));
      });
      const codes = results.map(({ data }) => data?.triggerIncident.userErrors[0]?.code);
      const kept = codes.every((code) => code === 'INVALID_INPUT') && pagerduty.requests() === 0;
      return [kept ? slowest(results) : Infinity, peak - before];
    },
  },
  {
    figures: [
      {
        promise: 'longest wait of others while lists nest to and fro, 100 policies × 100 destinations, two at once',
        unit: 'ms',
        most: 1000,
      },
      { promise: 'memory under it', unit: 'MB', most: 150 },
    ],
    async measure({ gateway, cloudflare }) {
      cloudflare.behave(BEHAVIOURS.deliveries);
      await many(20, 5, (n) => read(gateway, n));
      const before = gateway.memory();
      const others = [];
      const ends = [];
      const peak = await peakWhile(gateway, async () => {
        const nesting = many(12, 2, (n) => gateway.ask(toAndFro(n))).then((results) => ends.push(...results));
        others.push(...(await many(40, 1, (n) => read(gateway, n))));
        await nesting;
      });
      const isEnded = ends.every(({ codes }) => codes.join() === 'OPERATION_TOO_COMPLEX');
      return [isEnded ? slowest(others) : Infinity, peak - before];
    },
  },
];
