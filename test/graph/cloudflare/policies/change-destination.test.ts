import { describe, expect, test } from '@jest/globals';
import { toList } from '../../../sandbox/harness.js';
import { errorCodes } from '../../../server/harness.js';
import { policyGateways, runEdit, writesOf } from './policy-gateway.js';

const { open, control, listDestinations, createPolicy, readPolicy } = policyGateways();

const MAIL = [{ id: 'oncall@example.com', name: 'sent by older clients' }];
const ids = async () => (await listDestinations()).map(({ id }) => id) as [string, string, string];
const targets = (...list: readonly string[]) => list.map((id) => ({ id }));
const dashed = (id: string) => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** With members and a mechanism that the gateway does not know. */
const POLICY = {
  name: 'Floods',
  description: 'pages on-call',
  enabled: false,
  alert_type: 'http_alert_origin_error',
  alert_interval: '30m',
  filters: { zones: ['b', 'a'], slo: ['99.9'], newer: ['x'] },
  custom_query: { sql: 'SELECT 1', limits: [3, 1, 2] },
};

async function createWith(mechanisms: object): Promise<string> {
  return createPolicy({ ...POLICY, mechanisms });
}

describe('attaching a destination', () => {
  test('adds it, and changes nothing else in the policy', async () => {
    const [first, second] = await ids();
    const policy = await createWith({ email: MAIL, pagerduty: targets(first), pigeons: targets('p-1') });
    const gateway = await open();
    const answer = await runEdit(gateway, 'attachDestination', { policy, destination: second });
    expect(answer).toEqual({
      changed: true,
      differences: [{ path: 'mechanisms.pagerduty', before: targets(first), after: targets(first, second) }],
      policy: { cloudflareId: policy },
      userErrors: [],
    });
    const { mechanisms, ...rest } = await readPolicy(policy);
    expect(rest).toMatchObject(POLICY);
    expect(mechanisms).toEqual({
      email: MAIL,
      pagerduty: expect.arrayContaining(targets(first, second)),
      pigeons: targets('p-1'),
    });
  });

  test.each(['with dashes', 'without dashes'])('that is attached writes nothing (%s)', async (form) => {
    const [first] = await ids();
    const policy = await createWith({ pagerduty: targets(first) });
    control().setSwitches({ dashedIds: form === 'without dashes' });
    const gateway = await open();
    const destination = form === 'with dashes' ? dashed(first) : first;
    const answer = await runEdit(gateway, 'attachDestination', { policy: dashed(policy), destination });
    expect(answer).toMatchObject({ changed: false, differences: [], userErrors: [] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test('that the account does not have is refused', async () => {
    const policy = await createWith({ email: MAIL });
    const gateway = await open();
    const answer = await runEdit(gateway, 'attachDestination', { policy, destination: 'f'.repeat(32) });
    expect(answer).toMatchObject({
      changed: false,
      policy: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'destination'] }],
    });
    expect(writesOf(gateway)).toEqual([]);
  });

  test('to a policy that does not exist is refused', async () => {
    const [destination] = await ids();
    const answer = await runEdit(await open(), 'attachDestination', { policy: 'f'.repeat(32), destination });
    expect(answer.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'policy'] }]);
  });

  test('to a policy whose alert type is gone reports Cloudflare’s reason', async () => {
    const [destination] = await ids();
    const policy = await createWith({ email: MAIL });
    control().setSwitches({ policyEditAfterRead: { alert_type: 'g6_health_alert' } });
    await readPolicy(policy);
    const answer = await runEdit(await open(), 'attachDestination', { policy, destination });
    expect(answer).toMatchObject({
      changed: false,
      userErrors: [
        { code: 'INVALID_INPUT', message: expect.stringMatching(/: invalid alert type\. .* create another policy/) },
      ],
    });
  });

  test('twice at the same moment keeps both', async () => {
    const [first, second, third] = await ids();
    const policy = await createWith({ pagerduty: targets(first) });
    const gateway = await open();
    const answers = await Promise.all(
      [second, third].map((destination) => runEdit(gateway, 'attachDestination', { policy, destination })),
    );
    expect(answers).toMatchObject([{ changed: true }, { changed: true }]);
    expect(await countAttached(policy)).toBe(3);
  });
});

describe('detaching a destination', () => {
  test('removes it alone', async () => {
    const [first, second] = await ids();
    const policy = await createWith({ email: MAIL, pagerduty: targets(first, second) });
    const input = { policy: `cloudflare://main/NotificationPolicy/${policy}`, destination: dashed(first) };
    expect(await runEdit(await open(), 'detachDestination', input)).toMatchObject({ changed: true, userErrors: [] });
    const { mechanisms, ...rest } = await readPolicy(policy);
    expect(rest).toMatchObject(POLICY);
    expect(mechanisms).toEqual({ email: MAIL, pagerduty: targets(second) });
  });

  test('that is not attached writes nothing', async () => {
    const [first, second] = await ids();
    const policy = await createWith({ pagerduty: targets(first) });
    const gateway = await open();
    const answer = await runEdit(gateway, 'detachDestination', { policy, destination: second });
    expect(answer).toMatchObject({ changed: false, differences: [], userErrors: [] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each(['emptied', 'disabled', 'kept'] as const)(
    'that is deleted cleans its policy, whatever Cloudflare left of it (%s)',
    async (disconnectedPolicies) => {
      control().setSwitches({ disconnectedPolicies });
      const expectedIds = await ids();
      const [destination] = expectedIds;
      const policy = await createWith({ email: MAIL, pagerduty: targets(destination) });
      const gateway = await open();
      const deletion = await runEdit(gateway, 'deletePagerDutyDestinations', { expectedIds }, 'userErrors { code }');
      expect(deletion.userErrors).toEqual([]);
      const isLeft = disconnectedPolicies === 'kept';
      const left = { email: MAIL, ...(isLeft && { pagerduty: targets(destination) }) };
      expect((await readPolicy(policy))['mechanisms']).toEqual(left);
      const fields = 'changed policy { pagerDutyDestinations { id } } userErrors { code }';
      const input = { policy, destination, allowLastDestination: true };
      expect(await runEdit(gateway, 'detachDestination', input, fields)).toEqual({
        changed: isLeft,
        policy: { pagerDutyDestinations: [] },
        userErrors: [],
      });
      expect((await readPolicy(policy))['mechanisms']).toEqual({ email: MAIL });
    },
  );

  test('that is the last PagerDuty destination needs to be allowed', async () => {
    const [destination] = await ids();
    const policy = await createWith({ email: MAIL, pagerduty: targets(destination) });
    const gateway = await open();
    const refused = await runEdit(gateway, 'detachDestination', { policy, destination });
    expect(refused.userErrors).toMatchObject([
      { code: 'CONFIRMATION_REQUIRED', field: ['input', 'allowLastDestination'] },
    ]);
    expect(writesOf(gateway)).toEqual([]);
    const allowed = await runEdit(gateway, 'detachDestination', { policy, destination, allowLastDestination: true });
    expect(allowed).toMatchObject({ changed: true, userErrors: [] });
    expect((await readPolicy(policy))['mechanisms']).toEqual({ email: MAIL });
  });

  test('that is the last one beside a deleted one needs to be allowed', async () => {
    const [destination] = await ids();
    const policy = await createWith({ email: MAIL, pagerduty: targets(destination, 'f'.repeat(32)) });
    const gateway = await open();
    const refused = await runEdit(gateway, 'detachDestination', { policy, destination });
    expect(refused.userErrors).toMatchObject([{ code: 'CONFIRMATION_REQUIRED' }]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each([false, true])(
    'that is the last recipient of all is refused (allowed: %s)',
    async (allowLastDestination) => {
      const [destination] = await ids();
      const policy = await createWith({ pagerduty: targets(destination) });
      const gateway = await open();
      const answer = await runEdit(gateway, 'detachDestination', { policy, destination, allowLastDestination });
      expect(answer.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'destination'] }]);
      expect(writesOf(gateway)).toEqual([]);
    },
  );
});

const MUTATIONS = ['attachDestination', 'detachDestination'] as const;

async function countAttached(policy: string): Promise<number> {
  return toList((await readPolicy(policy))['mechanisms']?.['pagerduty']).length;
}

const BAD_INPUT: readonly [changes: object, field: string][] = [
  [{ policy: '../x' }, 'policy'],
  [{ policy: '' }, 'policy'],
  [{ policy: `cloudflare://main/Notification/${'a'.repeat(32)}` }, 'policy'],
  [{ policy: `cloudflare://nope/NotificationPolicy/${'a'.repeat(32)}` }, 'policy'],
  [{ destination: 'a/b' }, 'destination'],
  [{ destination: 'pagerduty://main/PagerDutyService/PSVC001' }, 'destination'],
  [{ account: 'nope' }, 'account'],
];

describe.each(MUTATIONS)('%s', (mutation) => {
  /** A policy that the mutation changes, with the input for that. */
  async function prepare() {
    const [first, second] = await ids();
    const policy = await createWith({ email: MAIL, pagerduty: targets(first, second) });
    const attach = { policy: await createWith({ email: MAIL, pagerduty: targets(first) }), destination: second };
    return mutation === 'attachDestination' ? attach : { policy, destination: second };
  }
  const expected = mutation === 'attachDestination' ? 2 : 1;
  test('in a dry run returns the difference and writes nothing', async () => {
    const input = await prepare();
    const gateway = await open();
    const answer = await runEdit(gateway, mutation, { ...input, dryRun: true });
    expect(answer).toMatchObject({ changed: false, policy: { cloudflareId: input.policy }, userErrors: [] });
    expect(answer.differences?.map(({ path }) => path)).toEqual(['mechanisms.pagerduty']);
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each([
    ['description', 'theirs'],
    ['unknown_member', null],
  ])('reports a conflict and writes nothing when somebody else sets %s to %j in between', async (member, value) => {
    const input = await prepare();
    const gateway = await open();
    control().setSwitches({ policyEditAfterRead: { [member]: value } });
    const answer = await runEdit(gateway, mutation, input);
    expect(answer.userErrors).toMatchObject([
      { code: 'CONFLICT', field: ['input', 'policy'], message: expect.stringContaining(`\`${member}\``) },
    ]);
    expect(writesOf(gateway)).toEqual([]);
    expect(await readPolicy(input.policy)).toMatchObject({ [member]: value });
  });

  test.each(['lost', 'lost-502', 'lost-hang', 'reset', '503', '429'] as const)(
    'survives the fault %s of its write',
    async (kind) => {
      const input = await prepare();
      const gateway = await open({ UPSTREAM_DEADLINE_MS: '4000' });
      control().addFault({ kind, method: 'PUT' });
      expect(await runEdit(gateway, mutation, input)).toMatchObject({ changed: true, userErrors: [] });
      expect(await countAttached(input.policy)).toBe(expected);
      expect(writesOf(gateway)).toHaveLength(kind.startsWith('lost') ? 1 : 2);
    },
  );

  test('refuses bad input before any call', async () => {
    const gateway = await open();
    for (const [changes, field] of BAD_INPUT) {
      const input = { policy: 'a'.repeat(32), destination: 'b'.repeat(32), ...changes };
      const { userErrors } = await runEdit(gateway, mutation, input);
      expect({ changes, userErrors }).toMatchObject({
        changes,
        userErrors: [{ code: 'INVALID_INPUT', field: ['input', field] }],
      });
    }
    expect(gateway.calls()).toEqual([]);
  });

  test('needs POLICIES_WRITE', async () => {
    const gateway = await open({ ANONYMOUS_SCOPES: 'DESTINATIONS_READ,DESTINATIONS_WRITE' });
    await expect(runEdit(gateway, mutation, await prepare())).rejects.toThrow('Scope POLICIES_WRITE is required.');
    expect(gateway.calls()).toEqual([]);
  });

  test('with POLICIES_WRITE alone changes the policy and shows nothing of it', async () => {
    const { run } = await open({ ANONYMOUS_SCOPES: 'POLICIES_WRITE' });
    const { policy, destination } = await prepare();
    const fields = 'changed policy { name } differences { path } userErrors { code }';
    const response = await run(
      `mutation { answer: ${mutation}(input: { policy: "${policy}", destination: "${destination}" }) { ${fields} } }`,
    );
    expect(response.data?.['answer']).toEqual({ changed: true, policy: null, differences: null, userErrors: [] });
    expect(errorCodes(response)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});
