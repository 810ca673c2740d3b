import { describe, expect, test } from '@jest/globals';
import type { LiveGateway } from '../../../server/harness.js';
import { textField } from '../../../sandbox/harness.js';
import { policyGateways, runEdit, writesOf } from './policy-gateway.js';

const { open, control, createPolicy, listDestinations, listPolicies, listWebhooks, readPolicy } = policyGateways();

const FIELDS =
  'created differences { path before after } policy { cloudflareId name } userErrors { code field message }';
const MAIL = 'oncall@example.com';
const MEMBERS = {
  name: 'Floods',
  description: 'pages on-call',
  alertType: 'http_alert_origin_error',
  alertInterval: '30m',
  enabled: false,
  filters: [
    { key: 'zones', values: ['b', 'a'] },
    { key: 'slo', values: ['99.9'] },
  ],
};

const dashed = (id: string) => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const create = (gateway: LiveGateway, input: object) =>
  runEdit(gateway, 'createNotificationPolicy', { ...input }, FIELDS);
const countNamed = async (name: string) => (await listPolicies()).filter((policy) => policy.name === name).length;

describe('creating a policy', () => {
  test('writes its members and recipients', async () => {
    const [first, second] = await listDestinations();
    const [webhook] = await listWebhooks();
    const answer = await create(await open(), {
      ...MEMBERS,
      emails: [MAIL, MAIL],
      pagerDutyDestinations: [
        `cloudflare://main/PagerDutyDestination/${first?.id}`,
        dashed(second?.id ?? ''),
        first?.id,
      ],
      webhookIds: [dashed(webhook?.id ?? '')],
    });
    expect(answer).toMatchObject({ created: true, policy: { name: 'Floods' }, userErrors: [] });
    const { mechanisms, ...rest } = await readPolicy(textField(answer.policy ?? undefined, 'cloudflareId'));
    expect(rest).toMatchObject({
      name: 'Floods',
      description: 'pages on-call',
      alert_type: 'http_alert_origin_error',
      alert_interval: '30m',
      enabled: false,
      filters: { zones: ['b', 'a'], slo: ['99.9'] },
    });
    expect(mechanisms).toEqual({
      email: [{ id: MAIL }],
      pagerduty: expect.arrayContaining([{ id: first?.id }, { id: second?.id }]),
      webhooks: [{ id: webhook?.id }],
    });
  });

  test('in a dry run returns its members and writes nothing', async () => {
    const gateway = await open();
    const answer = await create(gateway, { name: 'Dry', alertType: 'dos_attack_l7', emails: [MAIL], dryRun: true });
    expect(answer).toEqual({
      created: false,
      policy: null,
      differences: [
        { path: 'alert_type', before: null, after: 'dos_attack_l7' },
        { path: 'enabled', before: null, after: true },
        { path: 'mechanisms.email', before: null, after: [{ id: MAIL }] },
        { path: 'name', before: null, after: 'Dry' },
      ],
      userErrors: [],
    });
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each([false, true])('that exists returns it and writes nothing (dry run: %s)', async (dryRun) => {
    const name = `Twin, ${dryRun}`;
    const id = await createPolicy({
      name,
      description: 'not asked for',
      alert_type: 'http_alert_origin_error',
      filters: { slo: ['99.9'], zones: ['a', 'b'] },
      mechanisms: { email: [{ id: MAIL, name: 'sent by older clients' }] },
      newer: 1,
    });
    const gateway = await open();
    const { alertType, filters } = MEMBERS;
    const answer = await create(gateway, { name, alertType, filters, emails: [MAIL], dryRun });
    expect(answer).toEqual({ created: false, policy: { cloudflareId: id, name }, differences: [], userErrors: [] });
    expect(writesOf(gateway)).toEqual([]);
  });

  test.each<[string, object]>([
    ['state', { enabled: false }],
    ['filter', { filters: [{ key: 'new_health', values: ['Unhealthy'] }] }],
    ['recipient', { emails: [MAIL, 'more@example.com'] }],
  ])('that differs from another of the same name in a %s makes a second one', async (member, changes) => {
    const name = `Two, ${member}`;
    const input = { name, alertType: 'load_balancing_health_alert', emails: [MAIL] };
    const gateway = await open();
    expect(await create(gateway, input)).toMatchObject({ created: true });
    expect(await create(gateway, { ...input, ...changes })).toMatchObject({ created: true, userErrors: [] });
    expect(await countNamed(name)).toBe(2);
  });

  test('twice at the same moment makes one', async () => {
    const gateway = await open();
    const input = { name: 'Once', alertType: 'dos_attack_l7', emails: [MAIL] };
    const answers = await Promise.all([create(gateway, input), create(gateway, input)]);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(answers[0]?.policy).toEqual(answers[1]?.policy);
    expect(await countNamed('Once')).toBe(1);
  });

  test.each(['lost', 'lost-502', 'lost-hang'] as const)('is found after the fault %s of its write', async (kind) => {
    const gateway = await open({ UPSTREAM_DEADLINE_MS: '4000' });
    control().addFault({ kind, method: 'POST' });
    const answer = await create(gateway, { name: kind, alertType: 'dos_attack_l7', emails: [MAIL] });
    expect(answer).toMatchObject({ created: true, policy: { name: kind }, userErrors: [] });
    expect(writesOf(gateway)).toEqual(['POST']);
  });

  test('that may have failed says what to look at, and can be sent again', async () => {
    const gateway = await open();
    const input = { name: 'Perhaps', alertType: 'dos_attack_l7', emails: [MAIL] };
    control().addFault({ kind: 'reset', method: 'POST' });
    await expect(create(gateway, input)).rejects.toThrow(
      /look for “Perhaps” in `notificationPolicies`.*"outcome":"UNKNOWN"/s,
    );
    expect(writesOf(gateway)).toEqual(['POST']);
    expect(await create(gateway, input)).toMatchObject({ created: true });
    expect(await countNamed('Perhaps')).toBe(1);
  });

  test.each<[string, object, string, string | undefined]>([
    ['an unknown destination', { pagerDutyDestinations: ['f'.repeat(32)] }, 'NOT_FOUND', 'pagerDutyDestinations'],
    ['an unknown webhook', { webhookIds: ['f'.repeat(32)] }, 'NOT_FOUND', 'webhookIds'],
  ])('with %s is refused', async (_, recipients, code, field) => {
    const gateway = await open();
    const answer = await create(gateway, { ...MEMBERS, ...recipients });
    expect(answer.userErrors).toMatchObject([{ code, field: ['input', field, '0'] }]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test('with a destination is refused when the plan has no PagerDuty', async () => {
    const [destination] = await listDestinations();
    const gateway = await open();
    control().setSwitches({ pagerDutyEligibility: 'not-eligible' });
    const answer = await create(gateway, { ...MEMBERS, pagerDutyDestinations: [destination?.id] });
    expect(answer.userErrors).toMatchObject([
      { code: 'FEATURE_UNAVAILABLE', field: ['input', 'pagerDutyDestinations'] },
    ]);
    expect(writesOf(gateway)).toEqual([]);
  });

  test('refuses bad input before any call', async () => {
    const gateway = await open();
    const badInput: readonly [changes: object, code: string, ...field: string[]][] = [
      [{ name: ' ' }, 'INVALID_INPUT', 'name'],
      [{ alertType: '' }, 'INVALID_INPUT', 'alertType'],
      [{ alertInterval: 'soon' }, 'INVALID_INPUT', 'alertInterval'],
      [{ filters: [{ key: '', values: ['x'] }] }, 'INVALID_INPUT', 'filters', '0', 'key'],
      [{ filters: [{ key: 'slo', values: ['99.9', ' '] }] }, 'INVALID_INPUT', 'filters', '0', 'values', '1'],
      [{ emails: [] }, 'INVALID_INPUT'],
      [{ pagerDutyDestinations: ['a/b'] }, 'INVALID_INPUT', 'pagerDutyDestinations', '0'],
      [{ webhookIds: [''] }, 'INVALID_INPUT', 'webhookIds', '0'],
      [{ emails: Array.from({ length: 101 }, (_, n) => `m${n}@example.com`) }, 'LIMIT_EXCEEDED'],
      [{ account: 'nope' }, 'INVALID_INPUT', 'account'],
    ];
    for (const [changes, code, ...field] of badInput) {
      const { userErrors } = await create(gateway, { ...MEMBERS, emails: [MAIL], ...changes });
      expect({ changes, userErrors }).toMatchObject({ changes, userErrors: [{ code, field: ['input', ...field] }] });
    }
    expect(gateway.calls()).toEqual([]);
  });

  test('needs POLICIES_WRITE', async () => {
    const gateway = await open({ ANONYMOUS_SCOPES: 'DESTINATIONS_READ,DESTINATIONS_WRITE' });
    await expect(create(gateway, { ...MEMBERS, emails: [MAIL] })).rejects.toThrow('Scope POLICIES_WRITE is required.');
    expect(gateway.calls()).toEqual([]);
  });
});
