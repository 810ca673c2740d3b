import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read-config.js';
import { createSchema } from '../../src/graph/schema.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { expensiveDocuments } from './expensive-documents.js';

const GATEWAY = join(__dirname, 'measured-gateway.mjs');
const NO_LIMIT = 1_000_000;
const MIB = 1024 * 1024;
const WARM_UP = 5;

const MOST_CPU_MS = 300;
const MOST_BYTES = 16 * MIB;
const MOST_MEMORY = 150 * MIB;

const documents = expensiveDocuments(createSchema(), readConfig({}).limits, {
  'IncidentRef!': '{ number: 1259 }',
  'ServiceRef!': '{ pagerDutyId: "PSVC001" }',
});

interface Used {
  readonly cpuMs: number;
  /** Of memory, since the gateway began. */
  readonly peakBytes: number;
  /** Of memory, now. */
  readonly bytes: number;
}

/** What a piece of work needed of memory beyond what was there before; it is not told where an earlier peak hides it. */
const grownBy = (before: Used, after: Used): number =>
  after.peakBytes > before.peakBytes ? after.peakBytes - before.bytes : 0;

let sandbox: Sandbox;
let gateway: ChildProcess;
let url: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    incidents: 500,
    deliveries: 100,
    limits: { pagerduty: NO_LIMIT, cloudflare: NO_LIMIT },
  });
  const { pagerduty, cloudflare } = sandbox;
  const upstreams = { pagerduty, cloudflare };
  gateway = fork(GATEWAY, [JSON.stringify({ upstreams })], { execArgv: ['--max-semi-space-size=16'] });
  [{ url }] = (await once(gateway, 'message')) as [{ url: string }];
  for (let time = 0; time < WARM_UP; time += 1) await ask('{ pagerDutyDestinations { nodes { policies { id } } } }');
});
afterAll(async () => {
  gateway.kill();
  await sandbox.stop();
});

async function ask(query: string): Promise<{ readonly bytes: number; readonly codes: unknown[] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return { bytes: Buffer.byteLength(text), codes: errors.map(({ extensions }) => extensions.code) };
}

async function used(): Promise<Used> {
  gateway.send('used');
  const [tells] = (await once(gateway, 'message')) as [Used];
  return tells;
}

/** Sent twice, for the first time something is always compiled; a busy machine only ever adds to what it takes. */
async function costOf(query: string) {
  const runs = [];
  for (let time = 0; time < 2; time += 1) {
    const before = await used();
    const { bytes, codes } = await ask(query);
    const after = await used();
    runs.push({ bytes, codes, cpuMs: after.cpuMs - before.cpuMs, memory: grownBy(before, after) });
  }
  const [least = { bytes: 0, codes: [], cpuMs: 0 }] = runs.toSorted((one, other) => one.cpuMs - other.cpuMs);
  return { ...least, memory: Math.max(...runs.map(({ memory }) => memory)) };
}

test('of every list, the most expensive documents that the limits allow take little of everything', async () => {
  const lists = new Set(documents.map(({ list }) => list));
  expect(lists).toContain('pagerDutyDestinations.nodes.policies');
  expect(lists.size).toBeGreaterThan(35);
  const ended = new Set<unknown>();
  for (const { query } of documents) {
    const { cpuMs, bytes, codes, memory } = await costOf(query);
    for (const code of codes) ended.add(code);
    const isWithin = cpuMs < MOST_CPU_MS && bytes <= MOST_BYTES && memory < MOST_MEMORY;
    expect({ query, cpuMs, bytes, memory, isWithin }).toMatchObject({ isWithin: true });
  }
  // Some of them come to more than an answer may be.
  expect([...ended]).toEqual(['OPERATION_TOO_COMPLEX']);
}, 120_000);
