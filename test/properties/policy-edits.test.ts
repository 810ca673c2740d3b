import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { policyGateways, runEdit } from '../graph/cloudflare/policies/policy-gateway.js';
import { toList, type Json } from '../sandbox/harness.js';
import { propertyRuns } from './property-runs.js';

const gateways = policyGateways();

type Entry = Readonly<Record<string, unknown>> & { readonly id: string };
type Mechanisms = Readonly<Record<string, readonly Entry[]>>;
type Body = Readonly<Record<string, unknown>> & { readonly mechanisms: Mechanisms };

let destinations: readonly string[] = [];

const key = (prefix: string) => fc.integer({ min: 0, max: 9 }).map((number) => `${prefix}${number}`);
const others = (prefix: string): fc.Arbitrary<Record<string, unknown>> =>
  fc.dictionary(key(prefix), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
const entry = (id: fc.Arbitrary<string>): fc.Arbitrary<Entry> =>
  fc.record({ id, more: others('m') }).map(({ id: given, more }) => ({ ...more, id: given }));
const email = fc.integer({ min: 0, max: 99 }).map((number) => `on-call.${number}@Example.com`);
const entries = (id: fc.Arbitrary<string>) => fc.uniqueArray(entry(id), { maxLength: 3, selector: (one) => one.id });
/** With those that the alert type requires. */
const filters = fc
  .dictionary(key('filter'), fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }))
  .map((optional) => ({ ...optional, zones: ['z'], slo: ['99.9'] }));

/** Members of a policy, some of them unknown to the gateway; `attached` are numbers of destinations. */
const arbitraryPolicy = fc.record({
  known: fc.record({
    name: fc.string(),
    description: fc.string(),
    enabled: fc.boolean(),
    alert_interval: fc.constantFrom('5m', '30m'),
  }),
  filters,
  unknown: others('x'),
  attached: fc.uniqueArray(fc.nat(2)),
  email: entries(email),
  pigeons: entries(key('Pigeon-')),
});

/** What somebody else changes between the first read of the gateway and its write. */
const arbitraryIntrusion = fc.oneof(
  others('x').filter((changes) => Object.keys(changes).length > 0),
  fc.record({ description: fc.string() }),
  fc.record({ enabled: fc.boolean() }),
  fc.record({ filters }),
  fc.record({ mechanisms: fc.record({ email: fc.array(entry(email), { minLength: 1, maxLength: 1 }) }) }),
);

const arbitraryStep = fc.record({
  mutation: fc.constantFrom('attachDestination', 'detachDestination'),
  destination: fc.nat(2),
  allowLastDestination: fc.boolean(),
  intrusion: fc.option(arbitraryIntrusion, { nil: undefined, freq: 2 }),
  fault: fc.option(fc.constantFrom('lost', 'lost-502', 'reset', '503'), { nil: undefined, freq: 5 }),
});
type Step = typeof arbitraryStep extends fc.Arbitrary<infer S> ? S : never;

async function createPolicy(given: typeof arbitraryPolicy extends fc.Arbitrary<infer P> ? P : never): Promise<string> {
  const pagerduty = given.attached.map((number) => ({ id: destinations[number] ?? '', note: number }));
  const mechanisms = { email: given.email, pagerduty, pigeons: given.pigeons, webhooks: [{ id: 'f'.repeat(32) }] };
  const body = {
    ...given.unknown,
    ...given.known,
    filters: given.filters,
    alert_type: 'http_alert_origin_error',
    mechanisms,
  };
  return gateways.createPolicy(body);
}

const byId = (a: Entry, b: Entry) => (a.id < b.id ? -1 : 1);

/** The policy without what Cloudflare sets, in one order. */
async function readBody(id: string): Promise<Body> {
  const { id: _id, modified: _modified, created: _created, ...body } = await gateways.readPolicy(id);
  const mechanisms = Object.entries(body['mechanisms'] as Json).map(([name, list]): [string, Entry[]] => [
    name,
    (toList(list) as unknown as Entry[]).toSorted(byId),
  ]);
  return { ...body, mechanisms: Object.fromEntries(mechanisms) };
}

/** The mechanisms of a policy after an edit. */
function editMechanisms({ pagerduty = [], ...rest }: Mechanisms, { mutation }: Step, id: string): Mechanisms {
  const remaining = pagerduty.filter((one) => one.id !== id);
  const wanted = mutation === 'attachDestination' ? [...remaining, { id }].toSorted(byId) : remaining;
  return wanted.length > 0 ? { ...rest, pagerduty: wanted } : rest;
}

async function runStep(gateway: Awaited<ReturnType<typeof gateways.open>>, policy: string, step: Step): Promise<void> {
  const { mutation, intrusion, fault, allowLastDestination } = step;
  const destination = destinations[step.destination] ?? '';
  const before = await readBody(policy);
  const control = gateways.control();
  if (intrusion) control.setSwitches({ policyEditAfterRead: intrusion });
  if (fault) control.addFault({ kind: fault, method: 'PUT' });
  const isDetach = mutation === 'detachDestination';
  const more = isDetach ? { allowLastDestination } : {};
  const answer = await runEdit(gateway, mutation, { policy, destination, ...more });
  control.faults.clear();
  const after = await readBody(policy);
  const theirs = { ...before, ...(JSON.parse(JSON.stringify(intrusion ?? {})) as object) } as Body;
  if (!answer.changed) expect(after).toEqual(theirs);
  else expect(after).toEqual({ ...theirs, mechanisms: editMechanisms(theirs.mechanisms, step, destination) });
  if (intrusion) return;
  const isAttached = after.mechanisms['pagerduty']?.some(({ id }) => id === destination) ?? false;
  if (isDetach && !allowLastDestination && answer.userErrors[0]?.code === 'CONFIRMATION_REQUIRED')
    expect(isAttached).toBe(true);
  else expect({ isAttached, answer }).toMatchObject({ isAttached: !isDetach, answer: { userErrors: [] } });
}

test('whatever a policy holds and whoever edits it too, only what was requested changes', async () => {
  const gateway = await gateways.open();
  destinations = (await gateways.listDestinations()).map(({ id }) => id);
  const property = fc.asyncProperty(
    arbitraryPolicy,
    fc.array(arbitraryStep, { minLength: 1, maxLength: 4 }),
    async (given, steps) => {
      const policy = await createPolicy(given);
      for (const step of steps) await runStep(gateway, policy, step);
    },
  );
  await fc.assert(property, propertyRuns(60));
});
