import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { cloudflareResult, type WireObject } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const POLICY = 'f174e90afafe4643bbbc4a0ed4fc8415';
const PATH = `/policies/${POLICY}`;
const [MAIL, WEB] = ['023e105f4ecef8ad9ca31a8372d0c353', 'a174e90afafe4643bbbc4a0ed4fc8415'];

const wirePolicy = (pagerduty: readonly (string | undefined)[], changes: WireObject = {}): WireObject => ({
  id: POLICY,
  alert_type: 'dos_attack_l7',
  mechanisms: { pagerduty: pagerduty.map((id) => ({ id })) },
  created: '2026-01-01T00:00:00Z',
  modified: '2026-01-01T00:00:00Z',
  ...changes,
});

function mockPolicy(...states: readonly WireObject[]): void {
  for (const state of states) cloudflare.expects('GET', PATH).respondsWith(200, cloudflareResult(state));
}

const mockDestinations = (...ids: readonly (string | undefined)[]) =>
  cloudflare.expects('GET', '/destinations/pagerduty').respondsWith(200, cloudflareResult(ids.map((id) => ({ id }))));
const mockDeleted = (method: 'GET' | 'PUT') =>
  cloudflare
    .expects(method, PATH)
    .respondsWith(404, { success: false, errors: [{ code: 0, message: 'Policy not found' }] });

function mockWrite() {
  mockDestinations(WEB);
  return cloudflare.expects('PUT', PATH).respondsWith(200, cloudflareResult({ id: POLICY }));
}

async function attach(policy = POLICY): Promise<unknown> {
  const document = `mutation { answer: attachDestination(input: { policy: "${policy}", destination: "${WEB}" }) {
    changed differences { path } policy { name modifiedAt } userErrors { code field message }
  } }`;
  const { data, errors } = await run<{ answer: unknown }>(document);
  expect(errors).toBeUndefined();
  return data.answer;
}

describe('after the write of a policy', () => {
  test('a conflict is reported when somebody else has removed the destination again', async () => {
    mockPolicy(wirePolicy([MAIL]), wirePolicy([MAIL]), wirePolicy([MAIL], { name: 'Theirs' }));
    mockWrite();
    expect(await attach()).toMatchObject({
      changed: true,
      policy: { name: 'Theirs' },
      userErrors: [{ code: 'CONFLICT', message: expect.stringContaining('`mechanisms.pagerduty`') }],
    });
  });

  test('a conflict is reported when another recipient has vanished', async () => {
    mockPolicy(wirePolicy([MAIL]), wirePolicy([MAIL]), wirePolicy([WEB]));
    mockWrite();
    expect(await attach()).toMatchObject({ changed: true, userErrors: [{ code: 'CONFLICT' }] });
  });

  test('another name, another order and dashes are no conflict', async () => {
    const dashed = WEB?.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    mockPolicy(
      wirePolicy([MAIL]),
      wirePolicy([MAIL], { modified: '2026-02-02T00:00:00Z' }),
      wirePolicy([dashed, MAIL], { name: 'Theirs' }),
    );
    mockWrite();
    expect(await attach()).toMatchObject({ changed: true, policy: { name: 'Theirs' }, userErrors: [] });
  });

  test('the written policy is returned, without a time, when it cannot be read', async () => {
    mockPolicy(wirePolicy([MAIL], { name: 'Ours' }), wirePolicy([MAIL], { name: 'Ours' }));
    mockWrite();
    cloudflare.expects('GET', PATH).respondsWith(401, { success: false, errors: [] });
    expect(await attach()).toMatchObject({ changed: true, policy: { name: 'Ours', modifiedAt: null }, userErrors: [] });
  });
});

describe('a policy that somebody deletes', () => {
  test('after the write is reported as a conflict', async () => {
    mockPolicy(wirePolicy([MAIL]), wirePolicy([MAIL]));
    mockWrite();
    mockDeleted('GET');
    expect(await attach()).toMatchObject({
      changed: true,
      policy: null,
      userErrors: [{ code: 'CONFLICT', field: ['input', 'policy'], message: expect.stringContaining('deleted') }],
    });
  });

  test.each(['GET', 'PUT'] as const)('before the write is not found (by its %s)', async (method) => {
    mockPolicy(...(method === 'GET' ? [wirePolicy([MAIL])] : [wirePolicy([MAIL]), wirePolicy([MAIL])]));
    mockDestinations(WEB);
    mockDeleted(method);
    expect(await attach()).toMatchObject({
      changed: false,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'policy'] }],
    });
  });
});

test('a deleted destination whose id the policy still has is refused', async () => {
  mockPolicy(wirePolicy([MAIL, WEB]));
  mockDestinations(MAIL);
  expect(await attach()).toMatchObject({
    changed: false,
    userErrors: [{ code: 'NOT_FOUND', field: ['input', 'destination'] }],
  });
});

test('a policy is written under the id that Cloudflare returned', async () => {
  const dashed = POLICY.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  cloudflare.expects('GET', `/policies/${dashed}`).respondsWith(200, cloudflareResult(wirePolicy([MAIL])));
  mockPolicy(wirePolicy([MAIL]), wirePolicy([MAIL, WEB]));
  mockWrite();
  expect(await attach(dashed)).toMatchObject({ changed: true, userErrors: [] });
});

test('an integer that a double cannot hold is written as it was read', async () => {
  const long = '{"success":true,"result":{"id":"ID","alert_type":"t","query":{"limit":12345678901234567890}}}';
  const body = long.replace('ID', POLICY);
  cloudflare.expects('GET', PATH).respondsWith(200, body);
  cloudflare.expects('GET', PATH).respondsWith(200, body);
  cloudflare.expects('GET', PATH).respondsWith(200, body);
  mockWrite();
  await attach();
  expect(cloudflare.call(-2).bodyText).toContain('"limit":12345678901234567890');
});

test('nothing is reported as changed when somebody else was faster than a write that is repeated', async () => {
  mockPolicy(wirePolicy([MAIL]), wirePolicy([MAIL]), wirePolicy([MAIL, WEB]));
  mockDestinations(WEB);
  mockDestinations(WEB);
  cloudflare.expects('PUT', PATH).respondsWith(429, { success: false, errors: [] }, { 'retry-after': '0' });
  expect(await attach()).toMatchObject({ changed: false, differences: [], userErrors: [] });
});
