import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  toList,
  sendRequest,
  startTestSandbox,
  textField,
  type HttpResponse,
  type TestSandbox,
} from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

async function createToken(): Promise<string> {
  const reply = await harness.cloudflare('/destinations/pagerduty/connect', { method: 'POST' });
  expect(reply.status).toBe(201);
  return textField(reply.json['result'], 'id');
}

function consentUrl(id: string): string {
  return harness.sandbox.cloudflare.consentUrl.replace('{token}', encodeURIComponent(id));
}

async function giveConsent(id: string, ...services: readonly string[]): Promise<{ status: number; html: string }> {
  const form = new URLSearchParams({ token: id });
  for (const name of services) form.append('service', name);
  const response = await fetch(consentUrl(id).split('?')[0] ?? '', { method: 'POST', body: form });
  return { status: response.status, html: await response.text() };
}

function linkToken(id: string): Promise<HttpResponse> {
  return harness.cloudflare(`/destinations/pagerduty/connect/${id}`);
}

async function destinationNames(): Promise<readonly string[]> {
  return fieldValues((await harness.cloudflare('/destinations/pagerduty')).json['result'], 'name');
}

describe('connecting PagerDuty', () => {
  test('creates a token, waits for a user, and lists the services only after the link', async () => {
    await harness.cloudflare('/destinations/pagerduty', { method: 'DELETE' });
    const id = await createToken();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await giveConsent(id, 'Booking API', 'Ticket Delivery')).status).toBe(200);
    expect(await destinationNames()).toEqual([]);
    const linked = await linkToken(id);
    expect(linked.status).toBe(200);
    const { result } = (await harness.cloudflare('/destinations/pagerduty')).json;
    expect(fieldValues(result, 'name')).toEqual(['Booking API', 'Ticket Delivery']);
    expect(fieldValues(result, 'id')).not.toContain(linked.json['result']?.['id']);
  });

  test('a create call with a JSON content type and no body is accepted', async () => {
    const headers = { 'content-type': 'application/json' };
    const reply = await harness.cloudflare('/destinations/pagerduty/connect', { method: 'POST', headers });
    expect(reply.status).toBe(201);
  });

  test('an unknown, unauthorized or used token is refused with code 0', async () => {
    const id = await createToken();
    const unknown = await linkToken('0'.repeat(32));
    const early = await linkToken(id);
    await giveConsent(id, 'Booking API');
    await linkToken(id);
    const late = await linkToken(id);
    for (const reply of [unknown, early, late]) {
      expect(reply.status).toBe(404);
      expect(fieldValues(reply.json['errors'], 'code')).toEqual([0]);
    }
    expect((await destinationNames()).filter((name) => name === 'Booking API')).toHaveLength(1);
  });

  test('deleting removes everything, and policies lose that mechanism only', async () => {
    const deleted = await harness.cloudflare('/destinations/pagerduty', { method: 'DELETE' });
    expect(deleted.status).toBe(200);
    expect(deleted.json).toEqual({ success: true, errors: [], messages: [] });
    expect(await destinationNames()).toEqual([]);
    const { result } = (await harness.cloudflare('/policies')).json;
    expect(toList(result).map((policy) => Object.keys(policy['mechanisms'] ?? {}))).toEqual([
      [],
      ['email'],
      ['webhooks'],
      [],
    ]);
  });

  test('two of the seeded destinations have the names of services, one does not', async () => {
    const { services } = (await harness.pagerduty('/services?limit=100')).json;
    const known = fieldValues(services, 'name');
    expect((await destinationNames()).map((name) => known.includes(name))).toEqual([true, true, false]);
  });
});

describe('the consent page', () => {
  test('lists every PagerDuty service under a policy that allows no script', async () => {
    const reply = await sendRequest(consentUrl(await createToken()));
    expect(reply.status).toBe(200);
    expect(reply.textField.match(/type="checkbox"/g)).toHaveLength(8);
    expect(reply.textField).toContain('<html lang="en">');
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  test('requires at least one service', async () => {
    const id = await createToken();
    const { status, html } = await giveConsent(id);
    expect(status).toBe(400);
    expect(html).toContain('Select at least one service.');
    expect((await linkToken(id)).status).toBe(404);
  });

  test('describes the next step', async () => {
    const id = await createToken();
    const { html } = await giveConsent(id, 'Booking API');
    expect(html).toContain(`<code>connectPagerDuty</code> with the token <code>${id}</code>`);
  });

  test('accepts no service that PagerDuty does not have', async () => {
    expect((await giveConsent(await createToken(), '<b>Mine</b>')).status).toBe(400);
  });

  test('echoes nothing of an unknown token', async () => {
    const reply = await sendRequest(consentUrl('"><script>alert(1)</script>'));
    expect(reply.status).toBe(404);
    expect(reply.textField).not.toContain('script');
  });

  test('does not count as an upstream call', async () => {
    await sendRequest(consentUrl(await createToken()));
    expect(harness.sandbox.control.cloudflare.calls()).toHaveLength(1);
  });
});
