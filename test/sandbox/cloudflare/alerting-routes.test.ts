import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  toList,
  startTestSandbox,
  textField,
  type HttpResponse,
  type Json,
  type TestSandbox,
} from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const HEX32 = /^[0-9a-f]{32}$/;
const mechanisms = { email: [{ id: 'platform@example.com' }] };

async function readResult(path: string): Promise<Json | undefined> {
  const { json } = await harness.cloudflare(path);
  expect(json).toMatchObject({ success: true, errors: [], messages: [] });
  return json['result'];
}

describe('policies', () => {
  test('the four seeded ones use every mechanism and omit empty ones', async () => {
    const used = toList(await readResult('/policies')).map((policy) =>
      Object.entries(policy['mechanisms'] ?? {}).map(([name, targets]) => `${name} ${toList(targets).length}`),
    );
    expect(used).toEqual([['pagerduty 1'], ['email 1', 'pagerduty 1'], ['webhooks 1'], ['pagerduty 2']]);
  });

  test('a create returns 200 with the id alone; the policy can then be read', async () => {
    const body = { name: 'Floods', enabled: true, alert_type: 'dos_attack_l7', mechanisms };
    const { status, json } = await harness.cloudflare('/policies', { body });
    expect(status).toBe(200);
    const id = textField(json['result'], 'id');
    expect(id).toMatch(HEX32);
    expect(await readResult(`/policies/${id}`)).toMatchObject({ ...body, id, created: '2026-03-18T12:00:00.000000Z' });
  });

  test('an id with dashes is the same id', async () => {
    const [id = ''] = fieldValues(await readResult('/policies'), 'id');
    const dashed = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    expect(await readResult(`/policies/${dashed}`)).toMatchObject({ id });
  });

  test('a delete returns the id, and the policy is gone with code 0', async () => {
    const [id = ''] = fieldValues(await readResult('/policies'), 'id');
    const deleted = await harness.cloudflare(`/policies/${id}`, { method: 'DELETE' });
    expect(deleted.json['result']).toEqual({ id });
    const gone = await harness.cloudflare(`/policies/${id}`);
    expect(gone.status).toBe(404);
    expect(gone.json['errors']).toEqual([{ code: 0, message: 'Policy not found' }]);
  });

  const entitled = { alert_type: 'http_alert_origin_error', mechanisms };
  test.each([
    ['nothing', {}, 17004],
    ['no alert type', { mechanisms }, 17004],
    ['an alert type and no mechanism', { alert_type: 'dos_attack_l7' }, 17102],
    ['an empty mechanism', { alert_type: 'dos_attack_l7', mechanisms: { email: [] } }, 17102],
    ['no filters where some are needed', entitled, 17103],
    ['only one of two filters', { ...entitled, filters: { zones: ['z'] } }, 17103],
    [
      'an interval that the type does not accept',
      { alert_type: 'dos_attack_l7', mechanisms, alert_interval: '30m' },
      17009,
    ],
    ['a type outside the plan', { alert_type: 'bgp_hijack_notification', mechanisms }, 17200],
    ['a type new to most clients', { alert_type: 'synthetic_test_latency_alert', mechanisms }, 17200],
    ['all required fields', { ...entitled, filters: { zones: ['z'], slo: ['99.9'] } }, 0],
  ])('a PUT of %s to an unknown policy is validated before the id', async (_what, body, code) => {
    const response = await harness.cloudflare('/policies/missing', { method: 'PUT', body });
    expect(fieldValues(response.json['errors'], 'code')).toEqual([code]);
  });

  test('a put replaces all but id and creation time', async () => {
    const [id = ''] = fieldValues(await readResult('/policies'), 'id');
    const before = await readResult(`/policies/${id}`);
    const body = { name: 'New', alert_type: 'dos_attack_l7', mechanisms };
    const put = await harness.cloudflare(`/policies/${id}`, { method: 'PUT', body });
    expect(put.json['result']).toEqual({ id });
    const after = await readResult(`/policies/${id}`);
    expect(after).toMatchObject({ ...body, description: '', created: before?.['created'] });
    expect(after).not.toHaveProperty('filters');
  });
});

describe('other reads', () => {
  test('eligibility is a list under each mechanism, `webhooks` holding type `webhook`', async () => {
    expect(await readResult('/destinations/eligible')).toMatchObject({
      pagerduty: [{ eligible: true, ready: true, type: 'pagerduty' }],
      webhooks: [{ type: 'webhook' }],
    });
  });

  test('available alerts are grouped by product, with filter options in PascalCase', async () => {
    expect((await readResult('/available_alerts'))?.['Origin Monitoring']?.['0']).toMatchObject({
      type: 'http_alert_origin_error',
      filter_options: [{ Key: 'zones', ComparisonOperator: '==', Range: '1-n', AvailableValues: null }, {}],
    });
  });

  test('the webhook destination is the one a policy uses', async () => {
    const [id] = fieldValues(await readResult('/destinations/webhooks'), 'id');
    expect(JSON.stringify(await readResult('/policies'))).toContain(String(id));
  });
});

async function readPage(query: string): Promise<Json> {
  return (await harness.cloudflare(`/history?${query}`)).json;
}

describe('history', () => {
  test('is paginated by number until a page is short, newest first', async () => {
    const pages = [
      await readPage('per_page=25'),
      await readPage('per_page=25&page=2'),
      await readPage('per_page=25&page=3'),
    ];
    expect(pages.map((one) => one['result_info'])).toEqual([
      { count: 25, page: 1, per_page: 25 },
      { count: 15, page: 2, per_page: 25 },
      { count: 0, page: 3, per_page: 25 },
    ]);
    const sent = pages.flatMap((one) => fieldValues(one['result'], 'sent'));
    expect(sent).toEqual(sent.toSorted().toReversed());
    expect(sent[0]).toMatch(/\.\d{6}Z$/);
  });

  test('is limited by since and before', async () => {
    const sent = fieldValues(
      (await readPage('since=2026-03-01T00:00:00Z&before=2026-03-10T00:00:00Z'))['result'],
      'sent',
    );
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.every((at) => at > '2026-03-01' && at < '2026-03-10')).toBe(true);
  });

  test.each(['per_page=4', 'per_page=1001', 'page=0', 'since=yesterday'])('%s is refused', async (query) => {
    expect((await harness.cloudflare(`/history?${query}`)).status).toBe(400);
  });
});

describe('the option for nulls', () => {
  test('returns empty lists and messages as null', async () => {
    harness.sandbox.control.cloudflare.setSwitches({ nulls: true });
    await harness.cloudflare('/destinations/pagerduty', { method: 'DELETE' });
    const response: HttpResponse = await harness.cloudflare('/destinations/pagerduty');
    expect(response.json).toEqual({ success: true, errors: [], messages: null, result: null });
  });
});
