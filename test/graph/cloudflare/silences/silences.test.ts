import { beforeEach, describe, expect, test } from '@jest/globals';
import type { WireSilence } from '../../../../src/upstream/cloudflare/wire.js';
import { textField, toList, type Json } from '../../../sandbox/harness.js';
import { policyGateways, runEdit, writesOf } from '../policies/policy-gateway.js';

const { open, control, createPolicy, createSilence, listSilences } = policyGateways();

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const inFuture = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString().replace(/\.\d+/, '');
const POLICY = { name: 'Floods', alert_type: 'dos_attack_l7', mechanisms: { email: [{ id: 'oncall@example.com' }] } };
const FIELDS = 'silence { cloudflareId status start end policy { name enabled } } userErrors { code field message }';
const CREATED = `created ${FIELDS}`;
const ENDED = `ended ${FIELDS}`;

/** As moments, because texts differ. */
const withinOneSecond = (time: string) => ({
  start: time.replace(/(?:\.\d+)?Z$/, '.200Z'),
  end: time.replace(/(?:\.\d+)?Z$/, '.900Z'),
});
const timesOf = ({ start_time: start, end_time: end }: WireSilence) => [Date.parse(start ?? ''), Date.parse(end ?? '')];

let policy: string;
beforeEach(async () => {
  control().reset();
  policy = await createPolicy(POLICY);
});

const silencesOf = async (id: string) => (await listSilences()).filter(({ policy_id: of }) => of === id);

async function createListed(from: number, until: number): Promise<string> {
  await createSilence({ policy_id: policy, start_time: inFuture(from), end_time: inFuture(until) });
  await listSilences();
  return (await silencesOf(policy))[0]?.id ?? '';
}

describe('silencing a policy', () => {
  const create = 'createPolicySilence';

  test('silences it alone for the given time', async () => {
    const others = await listSilences();
    const [start, end] = [inFuture(DAY), inFuture(2 * DAY)];
    const input = { policy: `cloudflare://main/NotificationPolicy/${policy}`, start, end };
    const answer = await runEdit(await open(), create, input, CREATED);
    expect(answer).toMatchObject({
      created: true,
      silence: { status: 'FUTURE', start, end, policy: { name: 'Floods', enabled: true } },
      userErrors: [],
    });
    const [silence, ...more] = await silencesOf(policy);
    expect(silence && timesOf(silence)).toEqual([Date.parse(start), Date.parse(end)]);
    expect(more).toEqual([]);
    expect(await listSilences()).toHaveLength(others.length + 1);
  });

  test.each([true, false])('sent again makes no second silence (with a start: %s)', async (hasStart) => {
    const gateway = await open();
    const input = { policy, end: inFuture(DAY), ...(hasStart && { start: inFuture(MINUTE) }) };
    const first = await runEdit(gateway, create, input, CREATED);
    const second = await runEdit(gateway, create, input, CREATED);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.silence).toEqual(first.silence);
    expect(writesOf(gateway)).toEqual(['POST']);
  });

  test('without times silences it for an hour, unless it is silenced for about as long', async () => {
    const gateway = await open();
    const first = await runEdit(gateway, create, { policy }, CREATED);
    const [silence] = await silencesOf(policy);
    const [start = 0, end = 0] = silence ? timesOf(silence) : [];
    expect(end - start).toBe(60 * MINUTE);
    const second = await runEdit(gateway, create, { policy }, CREATED);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.silence).toEqual(first.silence);
  });

  test.each([
    ['lost', 1],
    ['lost-502', 1],
    ['reset', 2],
    ['503', 2],
  ] as const)('survives the fault %s of its write', async (kind, writes) => {
    const gateway = await open();
    control().setSwitches({ silenceHiddenReads: 0 });
    control().addFault({ kind, method: 'POST' });
    const answer = await runEdit(gateway, create, { policy, end: inFuture(DAY) }, CREATED);
    expect(answer).toMatchObject({ created: true, silence: { status: 'ACTIVE' }, userErrors: [] });
    expect(await silencesOf(policy)).toHaveLength(1);
    expect(writesOf(gateway)).toHaveLength(writes);
  });

  test('whose response is lost while it is not listed yet is found by the refusal of a second', async () => {
    const gateway = await open();
    control().addFault({ kind: 'lost', method: 'POST' });
    control().setSwitches({ silenceHiddenReads: 1 });
    const answer = await runEdit(gateway, create, { policy, end: inFuture(DAY) }, CREATED);
    expect(answer).toMatchObject({ created: true, silence: { status: 'ACTIVE' }, userErrors: [] });
    expect(await silencesOf(policy)).toHaveLength(1);
  });

  test('that Cloudflare does not list in time is accepted without an id', async () => {
    control().setSwitches({ silenceHiddenReads: 100 });
    const answer = await runEdit(await open(), create, { policy, end: inFuture(DAY) }, CREATED);
    expect(answer).toEqual({ created: true, silence: null, userErrors: [] });
  });

  test('that somebody else made meanwhile is returned', async () => {
    const [start, end] = [inFuture(DAY), inFuture(2 * DAY)];
    await createSilence({ policy_id: policy, start_time: start, end_time: end });
    const answer = await runEdit(await open(), create, { policy, start, end }, CREATED);
    expect(answer).toMatchObject({ created: false, silence: { start, end }, userErrors: [] });
  });

  test('that does not exist is refused', async () => {
    const gateway = await open();
    const answer = await runEdit(gateway, create, { policy: 'f'.repeat(32), end: inFuture(DAY) }, CREATED);
    expect(answer).toMatchObject({ silence: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'policy'] }] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test('refuses bad input before any call', async () => {
    const gateway = await open();
    const badInput: readonly [changes: object, field: string][] = [
      [{ start: inFuture(-6 * MINUTE) }, 'start'],
      [{ start: inFuture(91 * DAY), end: inFuture(92 * DAY) }, 'start'],
      [{ end: inFuture(-MINUTE) }, 'end'],
      [{ start: inFuture(2 * DAY) }, 'end'],
      [{ end: inFuture(367 * DAY) }, 'end'],
      // Cloudflare would get an end at its start.
      [withinOneSecond(inFuture(DAY)), 'end'],
      [{ policy: '../x' }, 'policy'],
      [{ policy: `cloudflare://main/PolicySilence/${'a'.repeat(32)}` }, 'policy'],
      [{ account: 'nope' }, 'account'],
    ];
    for (const [changes, field] of badInput) {
      const { userErrors } = await runEdit(gateway, create, { policy, end: inFuture(DAY), ...changes }, CREATED);
      expect({ changes, userErrors }).toMatchObject({
        changes,
        userErrors: [{ code: 'INVALID_INPUT', field: ['input', field] }],
      });
    }
    expect(gateway.calls()).toEqual([]);
  });
});

describe('ending a silence', () => {
  const end = 'endPolicySilence';

  test.each([
    ['active', -DAY],
    ['future', DAY],
  ])('that is %s deletes it alone', async (status, from) => {
    const id = await createListed(from, 2 * DAY);
    const others = (await listSilences()).length - 1;
    const answer = await runEdit(await open(), end, { silence: `cloudflare://main/PolicySilence/${id}` }, ENDED);
    expect(answer).toMatchObject({
      ended: true,
      silence: { cloudflareId: id, status: status.toUpperCase() },
      userErrors: [],
    });
    expect(await silencesOf(policy)).toEqual([]);
    expect(await listSilences()).toHaveLength(others);
  });

  test('twice at the same time reports once that it ended it', async () => {
    const gateway = await open();
    const silence = await createListed(-DAY, DAY);
    const answers = await Promise.all([1, 2].map(() => runEdit(gateway, end, { silence }, ENDED)));
    expect(answers.filter(({ ended }) => ended)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(writesOf(gateway)).toEqual(['DELETE']);
  });

  test('that is over writes nothing', async () => {
    const gateway = await open();
    const answer = await runEdit(gateway, end, { silence: await createListed(-2 * DAY, -DAY) }, ENDED);
    expect(answer).toMatchObject({ ended: false, silence: { status: 'PAST' }, userErrors: [] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each(['accepted', 'refused'] as const)(
    'that is unknown is refused (by Cloudflare: %s)',
    async (unknownSilence) => {
      const gateway = await open();
      control().setSwitches({ unknownSilence });
      const answer = await runEdit(gateway, end, { silence: 'f'.repeat(32) }, ENDED);
      expect(answer.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'silence'] }]);
      expect(writesOf(gateway)).toEqual([]);
    },
  );

  test.each([
    ['lost', 1],
    ['lost-502', 1],
    ['reset', 2],
    ['503', 2],
  ] as const)('survives the fault %s of its write', async (kind, writes) => {
    const id = await createListed(-DAY, DAY);
    const gateway = await open();
    control().setSwitches({ unknownSilence: 'refused' });
    control().addFault({ kind, method: 'DELETE' });
    expect(await runEdit(gateway, end, { silence: id }, ENDED)).toMatchObject({ ended: true, userErrors: [] });
    expect(await silencesOf(policy)).toEqual([]);
    expect(writesOf(gateway)).toHaveLength(writes);
  });

  test('refuses a bad id before any call', async () => {
    const gateway = await open();
    for (const id of ['', '../x', `cloudflare://main/NotificationPolicy/${'a'.repeat(32)}`]) {
      const { userErrors } = await runEdit(gateway, end, { silence: id }, ENDED);
      expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'silence'] }]);
    }
    expect(gateway.calls()).toEqual([]);
  });
});

test.each([
  ['createPolicySilence', { policy: 'a'.repeat(32), end: '2026-01-01T00:00:00Z' }, CREATED],
  ['endPolicySilence', { silence: 'a'.repeat(32) }, ENDED],
])('%s needs POLICIES_WRITE', async (mutation, input, fields) => {
  const gateway = await open({ ANONYMOUS_SCOPES: 'DESTINATIONS_READ,DESTINATIONS_WRITE' });
  await expect(runEdit(gateway, mutation, input, fields)).rejects.toThrow('Scope POLICIES_WRITE is required.');
  expect(gateway.calls()).toEqual([]);
});

test('silences are listed by start, also below their policy', async () => {
  await createSilence({ policy_id: policy, start_time: '2026-01-02T00:00:00+02:00', end_time: inFuture(DAY) });
  await createSilence({ policy_id: policy, start_time: '2026-01-01T23:00:00Z', end_time: inFuture(DAY) });
  await listSilences();
  const { run } = await open();
  const document = `{ cloudflareAccount {
    silences { totalCount nodes { start policy { name } } }
    notificationPolicies { nodes { cloudflareId silences { start } } }
  } }`;
  const { data, errors } = await run(document);
  expect(errors).toEqual([]);
  const account = data?.['cloudflareAccount'] as Json | undefined;
  expect(toList(account?.['silences']?.['nodes'])).toMatchObject([
    { start: '2026-01-01T22:00:00.000Z', policy: { name: 'Floods' } },
    { start: '2026-01-01T23:00:00Z' },
    { policy: { name: 'Certificates in chat' } },
    { policy: { name: 'Origin errors on checkout' } },
  ]);
  const ours = toList(account?.['notificationPolicies']?.['nodes']).find(
    (node) => textField(node, 'cloudflareId') === policy,
  );
  expect(ours).toMatchObject({ silences: [{ start: '2026-01-01T22:00:00.000Z' }, { start: '2026-01-01T23:00:00Z' }] });
});
