import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { column, rows, send, setStage, text, type Answer, type Stage } from '../harness.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.sandbox.stop());

async function token(): Promise<string> {
  const answer = await stage.cloudflare('/destinations/pagerduty/connect', { method: 'POST' });
  expect(answer.status).toBe(201);
  return text(answer.json['result'], 'id');
}

function consentUrl(id: string): string {
  return stage.sandbox.cloudflare.consentUrl.replace('{token}', encodeURIComponent(id));
}

async function consent(id: string, ...services: readonly string[]): Promise<{ status: number; html: string }> {
  const form = new URLSearchParams({ token: id });
  for (const name of services) form.append('service', name);
  const response = await fetch(consentUrl(id).split('?')[0] ?? '', { method: 'POST', body: form });
  return { status: response.status, html: await response.text() };
}

function link(id: string): Promise<Answer> {
  return stage.cloudflare(`/destinations/pagerduty/connect/${id}`);
}

async function names(): Promise<readonly string[]> {
  return column((await stage.cloudflare('/destinations/pagerduty')).json['result'], 'name');
}

describe('connecting PagerDuty', () => {
  test('makes a token, waits for a person, and shows the services only after the link', async () => {
    await stage.cloudflare('/destinations/pagerduty', { method: 'DELETE' });
    const id = await token();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect((await consent(id, 'Booking API', 'Ticket Delivery')).status).toBe(200);
    expect(await names()).toEqual([]);
    const linked = await link(id);
    expect(linked.status).toBe(200);
    const { result } = (await stage.cloudflare('/destinations/pagerduty')).json;
    expect(column(result, 'name')).toEqual(['Booking API', 'Ticket Delivery']);
    expect(column(result, 'id')).not.toContain(linked.json['result']?.['id']);
  });

  test('a create call with a JSON content type and no body is taken', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await stage.cloudflare('/destinations/pagerduty/connect', { method: 'POST', headers });
    expect(answer.status).toBe(201);
  });

  test('a token that is unknown, not authorised or used is refused with code 0', async () => {
    const id = await token();
    const unknown = await link('0'.repeat(32));
    const early = await link(id);
    await consent(id, 'Booking API');
    await link(id);
    const late = await link(id);
    for (const answer of [unknown, early, late]) {
      expect(answer.status).toBe(404);
      expect(column(answer.json['errors'], 'code')).toEqual([0]);
    }
    expect((await names()).filter((name) => name === 'Booking API')).toHaveLength(1);
  });

  test('deleting removes everything, and policies lose that mechanism only', async () => {
    const deleted = await stage.cloudflare('/destinations/pagerduty', { method: 'DELETE' });
    expect(deleted.status).toBe(200);
    expect(deleted.json).toEqual({ success: true, errors: [], messages: [] });
    expect(await names()).toEqual([]);
    const { result } = (await stage.cloudflare('/policies')).json;
    expect(rows(result).map((policy) => Object.keys(policy['mechanisms'] ?? {}))).toEqual([
      [],
      ['email'],
      ['webhooks'],
      [],
    ]);
  });

  test('two of the seeded destinations bear the names of services, one does not', async () => {
    const { services } = (await stage.pagerduty('/services?limit=100')).json;
    const known = column(services, 'name');
    expect((await names()).map((name) => known.includes(name))).toEqual([true, true, false]);
  });
});

describe('the consent page', () => {
  test('offers every PagerDuty service under a policy that allows no script', async () => {
    const answer = await send(consentUrl(await token()));
    expect(answer.status).toBe(200);
    expect(answer.text.match(/type="checkbox"/g)).toHaveLength(8);
    expect(answer.text).toContain('<html lang="en">');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  test('wants at least one service', async () => {
    const id = await token();
    const { status, html } = await consent(id);
    expect(status).toBe(400);
    expect(html).toContain('Tick at least one service.');
    expect((await link(id)).status).toBe(404);
  });

  test('says what to do next', async () => {
    const id = await token();
    const { html } = await consent(id, 'Booking API');
    expect(html).toContain(`<code>connectPagerDuty</code> with the token <code>${id}</code>`);
  });

  test('takes no service that PagerDuty does not have', async () => {
    expect((await consent(await token(), '<b>Mine</b>')).status).toBe(400);
  });

  test('echoes nothing of an unknown token', async () => {
    const answer = await send(consentUrl('"><script>alert(1)</script>'));
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('script');
  });

  test('is no call to the upstream', async () => {
    await send(consentUrl(await token()));
    expect(stage.sandbox.control.cloudflare.calls()).toHaveLength(1);
  });
});
