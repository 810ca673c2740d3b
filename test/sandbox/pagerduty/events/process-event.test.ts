import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  fieldValues,
  toList,
  sendRequest,
  startTestSandbox,
  textField,
  type HttpResponse,
  type Json,
  type TestSandbox,
} from '../../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const payload = { summary: 'Disk at 99 %', source: 'db03.example.com', severity: 'critical' };

function routingKey(name: string): string {
  return harness.sandbox.pagerduty.routingKeys[name] ?? '';
}

function enqueue(body: object, path = '/v2/enqueue'): Promise<HttpResponse> {
  return sendRequest(`${harness.sandbox.pagerduty.eventsUrl}${path}`, { body });
}

function sendEvent(event_action: string, more: object = {}, name = 'booking-api'): Promise<HttpResponse> {
  const said = event_action === 'trigger' ? { payload } : {};
  return enqueue({ routing_key: routingKey(name), event_action, dedup_key: 'db03/disk', ...said, ...more });
}

async function findIncidents(dedupKey = 'db03/disk'): Promise<readonly Json[]> {
  const { json } = await harness.pagerduty(`/incidents?date_range=all&incident_key=${encodeURIComponent(dedupKey)}`);
  return toList(json['incidents']);
}

async function listAlerts(incident: Json | undefined): Promise<readonly Json[]> {
  return toList((await harness.pagerduty(`/incidents/${textField(incident, 'id')}/alerts`)).json['alerts']);
}

describe('alert events', () => {
  test('a trigger is accepted without any header and creates an incident whose alert has the key', async () => {
    const links = [{ href: 'https://runbooks.example.com/disk', text: 'Runbook' }];
    const result = await sendEvent('trigger', { payload: { ...payload, custom_details: { free: '1 %' } }, links });
    expect(result.status).toBe(202);
    expect(result.json).toEqual({ status: 'success', message: 'Event processed', dedup_key: 'db03/disk' });
    const [incident] = await findIncidents();
    expect(incident).toMatchObject({
      title: 'Disk at 99 %',
      status: 'triggered',
      incident_key: null,
      is_mergeable: true,
      alert_counts: { all: 1, triggered: 1 },
      last_status_change_by: { type: 'integration_reference' },
      assignments: [{ assignee: { type: 'user_reference' } }],
    });
    expect(await listAlerts(incident)).toMatchObject([
      {
        alert_key: 'db03/disk',
        severity: 'critical',
        body: { details: { free: '1 %' }, contexts: [{ type: 'link', text: 'Runbook' }] },
      },
    ]);
  });

  test('a trigger without a key gets one', async () => {
    const result = await sendEvent('trigger', { dedup_key: undefined });
    expect(await findIncidents(textField(result.json, 'dedup_key'))).toHaveLength(1);
  });

  test('a second trigger updates the open alert and creates nothing', async () => {
    await sendEvent('trigger');
    await sendEvent('trigger', { payload: { ...payload, summary: 'Disk full', severity: 'error' } });
    const incidents = await findIncidents();
    expect(incidents).toHaveLength(1);
    expect(await listAlerts(incidents[0])).toMatchObject([{ summary: 'Disk full', severity: 'error' }]);
  });

  test('a trigger after the resolve creates a new incident', async () => {
    await sendEvent('trigger');
    await sendEvent('resolve');
    await sendEvent('trigger');
    expect(fieldValues((await findIncidents()) as unknown as Json, 'status')).toEqual(['resolved', 'triggered']);
  });

  test('acknowledge and resolve change the incident as the integration', async () => {
    await sendEvent('trigger');
    expect((await sendEvent('acknowledge')).status).toBe(202);
    expect((await findIncidents())[0]).toMatchObject({
      status: 'acknowledged',
      acknowledgements: [{ acknowledger: { type: 'service_reference' } }],
    });
    await sendEvent('resolve');
    expect((await findIncidents())[0]).toMatchObject({
      status: 'resolved',
      alert_counts: { triggered: 0, resolved: 1 },
    });
  });

  test('an incident is resolved only with its last open alert', async () => {
    await sendEvent('trigger');
    await sendEvent('trigger', { dedup_key: 'db03/cpu' });
    const [disk] = await findIncidents();
    const [cpu] = await findIncidents('db03/cpu');
    const body = { source_incidents: [{ id: textField(cpu, 'id') }] };
    await harness.pagerduty(`/incidents/${textField(disk, 'id')}/merge`, { method: 'PUT', body });
    await sendEvent('resolve', { dedup_key: 'db03/cpu' });
    expect((await findIncidents())[0]).toMatchObject({
      status: 'triggered',
      alert_counts: { triggered: 1, resolved: 1 },
    });
    await sendEvent('resolve');
    expect((await findIncidents())[0]).toMatchObject({ status: 'resolved' });
  });

  test('a key of another integration is unknown, and an event with an unknown key is ignored', async () => {
    await sendEvent('trigger');
    expect((await sendEvent('resolve', {}, 'booking-api-probes')).status).toBe(202);
    expect((await sendEvent('acknowledge', { dedup_key: 'nobody knows' })).status).toBe(202);
    expect((await findIncidents())[0]).toMatchObject({ status: 'triggered' });
  });

  test('a service in maintenance accepts the event and creates nothing', async () => {
    expect((await sendEvent('trigger', {}, 'kiosks')).status).toBe(202);
    expect(await findIncidents()).toEqual([]);
  });

  test.each([
    ['critical', 'high'],
    ['warning', 'low'],
  ])('severity %s gives urgency %s when the service depends on it', async (severity, urgency) => {
    await sendEvent('trigger', { payload: { ...payload, severity } }, 'search');
    expect((await findIncidents())[0]).toMatchObject({ urgency });
  });
});

describe('refused events', () => {
  test.each([
    [
      'a key that is too short',
      { routing_key: 'abc' },
      "Length of 'routing_key' is incorrect (should be 32 characters)",
    ],
    ['a key with a dash', { routing_key: '-'.repeat(32) }, "'routing_key' cannot contain non-alphanumeric characters."],
    ['an unknown key', { routing_key: '0'.repeat(32) }, 'Invalid routing key'],
    [
      'a summary of 1025 emoji',
      { payload: { ...payload, summary: '🔥'.repeat(1025) } },
      "'summary' is too long (maiximum is 1024 characters)",
    ],
    ['a link that is not a URL', { links: [{ href: '', text: 'Runbook' }] }, "'href' is missing or blank"],
  ])('%s', async (_what, wrong, sentence) => {
    const result = await sendEvent('trigger', wrong);
    expect(result.status).toBe(400);
    expect(result.json).toEqual({ status: 'invalid event', message: 'Event object is invalid', errors: [sentence] });
  });

  test.each([
    ['a resolve without a key', 'resolve', { dedup_key: undefined }],
    ['a key of 256 characters', 'resolve', { dedup_key: 'x'.repeat(256) }],
    ['a trigger without a payload', 'trigger', { payload: undefined }],
    ['a summary of 1025 characters', 'trigger', { payload: { ...payload, summary: 'x'.repeat(1025) } }],
    ['an unknown severity', 'trigger', { payload: { ...payload, severity: 'fatal' } }],
    ['an unknown action', 'reopen', {}],
  ])('%s', async (_what, action, wrong) => {
    expect((await sendEvent(action, wrong)).json).toMatchObject({ status: 'invalid event' });
  });

  test('nothing of 1024 characters, whatever their length in UTF-16', async () => {
    const result = await sendEvent('trigger', { payload: { ...payload, summary: '🔥'.repeat(1024) } });
    expect(result.status).toBe(202);
  });

  test('more than 512 KB', async () => {
    const result = await sendEvent('trigger', {
      payload: { ...payload, custom_details: { x: 'x'.repeat(512 * 1024) } },
    });
    expect(result.status).toBe(413);
  });

  test('invalid JSON', async () => {
    const response = await fetch(`${harness.sandbox.pagerduty.eventsUrl}/v2/enqueue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"routing_key":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: ['JSON parse error'] });
  });

  test('the 121st of a minute, for that key alone and outside of the REST limit', async () => {
    for (let call = 0; call < 120; call += 1) await sendEvent('resolve');
    const result = await sendEvent('resolve');
    expect(result.status).toBe(429);
    expect(result.headers.get('ratelimit-limit')).toBeNull();
    expect((await sendEvent('resolve', {}, 'search')).status).toBe(202);
    expect((await harness.pagerduty('/teams')).headers.get('ratelimit-remaining')).toBe('959');
    harness.advanceClock(60_000);
    expect((await sendEvent('resolve')).status).toBe(202);
  });
});

describe('change events', () => {
  const change = { summary: 'Deployed 4.2' };

  test('are accepted and create no incident', async () => {
    const result = await enqueue({ routing_key: routingKey('booking-api'), payload: change }, '/v2/change/enqueue');
    expect(result.status).toBe(202);
    expect(result.json).toEqual({ status: 'success', message: 'Change event processed' });
  });

  test('with too many links are refused in their own envelope', async () => {
    const links = Array.from({ length: 51 }, () => ({ href: 'https://example.com/' }));
    const result = await enqueue(
      { routing_key: routingKey('booking-api'), payload: change, links },
      '/v2/change/enqueue',
    );
    expect(result.status).toBe(400);
    expect(result.json).toEqual({ error: ['links should have at most 50 item(s)'] });
  });
});

test('routing keys have 32 alphanumeric characters, one or two per service', () => {
  const keys = Object.values(harness.sandbox.pagerduty.routingKeys);
  expect(new Set(keys).size).toBe(10);
  for (const one of keys) expect(one).toMatch(/^[A-Za-z0-9]{32}$/);
});

test('events can be made to fail', async () => {
  harness.sandbox.control.pagerduty.addFault({ kind: '429', path: '/v2/' });
  expect((await sendEvent('trigger')).status).toBe(429);
  expect((await sendEvent('trigger')).status).toBe(202);
});
