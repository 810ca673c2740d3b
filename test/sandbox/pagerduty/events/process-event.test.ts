import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { column, rows, send, setStage, text, type Answer, type Json, type Stage } from '../../harness.js';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.sandbox.stop());

const payload = { summary: 'Disk at 99 %', source: 'db03.example.com', severity: 'critical' };

function key(name: string): string {
  return stage.sandbox.pagerduty.routingKeys[name] ?? '';
}

function enqueue(body: object, path = '/v2/enqueue'): Promise<Answer> {
  return send(`${stage.sandbox.pagerduty.eventsUrl}${path}`, { body });
}

function event(event_action: string, more: object = {}, name = 'booking-api'): Promise<Answer> {
  const said = event_action === 'trigger' ? { payload } : {};
  return enqueue({ routing_key: key(name), event_action, dedup_key: 'db03/disk', ...said, ...more });
}

async function found(dedupKey = 'db03/disk'): Promise<readonly Json[]> {
  const { json } = await stage.pagerduty(`/incidents?date_range=all&incident_key=${encodeURIComponent(dedupKey)}`);
  return rows(json['incidents']);
}

async function alertsOf(incident: Json | undefined): Promise<readonly Json[]> {
  return rows((await stage.pagerduty(`/incidents/${text(incident, 'id')}/alerts`)).json['alerts']);
}

describe('alert events', () => {
  test('a trigger is accepted without any header and makes an incident whose alert has the key', async () => {
    const links = [{ href: 'https://runbooks.example.com/disk', text: 'Runbook' }];
    const answer = await event('trigger', { payload: { ...payload, custom_details: { free: '1 %' } }, links });
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ status: 'success', message: 'Event processed', dedup_key: 'db03/disk' });
    const [incident] = await found();
    expect(incident).toMatchObject({
      title: 'Disk at 99 %',
      status: 'triggered',
      incident_key: null,
      is_mergeable: true,
      alert_counts: { all: 1, triggered: 1 },
      last_status_change_by: { type: 'integration_reference' },
      assignments: [{ assignee: { type: 'user_reference' } }],
    });
    expect(await alertsOf(incident)).toMatchObject([
      {
        alert_key: 'db03/disk',
        severity: 'critical',
        body: { details: { free: '1 %' }, contexts: [{ type: 'link', text: 'Runbook' }] },
      },
    ]);
  });

  test('a trigger without a key is given one', async () => {
    const answer = await event('trigger', { dedup_key: undefined });
    expect(await found(text(answer.json, 'dedup_key'))).toHaveLength(1);
  });

  test('a second trigger renews the open alert and makes nothing else', async () => {
    await event('trigger');
    await event('trigger', { payload: { ...payload, summary: 'Disk full', severity: 'error' } });
    const incidents = await found();
    expect(incidents).toHaveLength(1);
    expect(await alertsOf(incidents[0])).toMatchObject([{ summary: 'Disk full', severity: 'error' }]);
  });

  test('a trigger after the resolve makes a new incident', async () => {
    await event('trigger');
    await event('resolve');
    await event('trigger');
    expect(column((await found()) as unknown as Json, 'status')).toEqual(['resolved', 'triggered']);
  });

  test('acknowledge and resolve act on the incident, in the name of the integration', async () => {
    await event('trigger');
    expect((await event('acknowledge')).status).toBe(202);
    expect((await found())[0]).toMatchObject({
      status: 'acknowledged',
      acknowledgements: [{ acknowledger: { type: 'service_reference' } }],
    });
    await event('resolve');
    expect((await found())[0]).toMatchObject({ status: 'resolved', alert_counts: { triggered: 0, resolved: 1 } });
  });

  test('an incident is over only with its last open alert', async () => {
    await event('trigger');
    await event('trigger', { dedup_key: 'db03/cpu' });
    const [disk] = await found();
    const [cpu] = await found('db03/cpu');
    const body = { source_incidents: [{ id: text(cpu, 'id') }] };
    await stage.pagerduty(`/incidents/${text(disk, 'id')}/merge`, { method: 'PUT', body });
    await event('resolve', { dedup_key: 'db03/cpu' });
    expect((await found())[0]).toMatchObject({ status: 'triggered', alert_counts: { triggered: 1, resolved: 1 } });
    await event('resolve');
    expect((await found())[0]).toMatchObject({ status: 'resolved' });
  });

  test('a key means nothing through another integration, and an unknown one is dropped in silence', async () => {
    await event('trigger');
    expect((await event('resolve', {}, 'booking-api-probes')).status).toBe(202);
    expect((await event('acknowledge', { dedup_key: 'nobody knows' })).status).toBe(202);
    expect((await found())[0]).toMatchObject({ status: 'triggered' });
  });

  test('a service in maintenance accepts the event and makes nothing of it', async () => {
    expect((await event('trigger', {}, 'kiosks')).status).toBe(202);
    expect(await found()).toEqual([]);
  });

  test.each([
    ['critical', 'high'],
    ['warning', 'low'],
  ])('severity %s gives urgency %s where the service goes by it', async (severity, urgency) => {
    await event('trigger', { payload: { ...payload, severity } }, 'search');
    expect((await found())[0]).toMatchObject({ urgency });
  });
});

describe('events that are refused', () => {
  test.each([
    [
      'a key that is too short',
      { routing_key: 'abc' },
      "Length of 'routing_key' is incorrect (should be 32 characters)",
    ],
    ['a key with a dash', { routing_key: '-'.repeat(32) }, "'routing_key' cannot contain non-alphanumeric characters."],
    ['a key of nobody', { routing_key: '0'.repeat(32) }, 'Invalid routing key'],
    [
      'a summary of 1025 emoji',
      { payload: { ...payload, summary: '🔥'.repeat(1025) } },
      "'summary' is too long (maiximum is 1024 characters)",
    ],
    ['a link that leads nowhere', { links: [{ href: '', text: 'Runbook' }] }, "'href' is missing or blank"],
  ])('%s', async (_what, wrong, sentence) => {
    const answer = await event('trigger', wrong);
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ status: 'invalid event', message: 'Event object is invalid', errors: [sentence] });
  });

  test.each([
    ['a resolve without a key', 'resolve', { dedup_key: undefined }],
    ['a key of 256 characters', 'resolve', { dedup_key: 'x'.repeat(256) }],
    ['a trigger without a payload', 'trigger', { payload: undefined }],
    ['a summary of 1025 characters', 'trigger', { payload: { ...payload, summary: 'x'.repeat(1025) } }],
    ['an unknown severity', 'trigger', { payload: { ...payload, severity: 'fatal' } }],
    ['an unknown action', 'reopen', {}],
  ])('%s', async (_what, action, wrong) => {
    expect((await event(action, wrong)).json).toMatchObject({ status: 'invalid event' });
  });

  test('nothing of 1024 characters, whatever they take in UTF-16', async () => {
    const answer = await event('trigger', { payload: { ...payload, summary: '🔥'.repeat(1024) } });
    expect(answer.status).toBe(202);
  });

  test('more than 512 KB', async () => {
    const answer = await event('trigger', { payload: { ...payload, custom_details: { x: 'x'.repeat(512 * 1024) } } });
    expect(answer.status).toBe(413);
  });

  test('what is no JSON', async () => {
    const response = await fetch(`${stage.sandbox.pagerduty.eventsUrl}/v2/enqueue`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"routing_key":',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: ['JSON parse error'] });
  });

  test('the 121st of a minute, on that key alone and without the REST limit noticing', async () => {
    for (let call = 0; call < 120; call += 1) await event('resolve');
    const answer = await event('resolve');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('ratelimit-limit')).toBeNull();
    expect((await event('resolve', {}, 'search')).status).toBe(202);
    expect((await stage.pagerduty('/teams')).headers.get('ratelimit-remaining')).toBe('959');
    stage.wait(60_000);
    expect((await event('resolve')).status).toBe(202);
  });
});

describe('change events', () => {
  const change = { summary: 'Deployed 4.2' };

  test('are accepted and make no incident', async () => {
    const answer = await enqueue({ routing_key: key('booking-api'), payload: change }, '/v2/change/enqueue');
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({ status: 'success', message: 'Change event processed' });
  });

  test('with too many links are refused in an envelope of their own', async () => {
    const links = Array.from({ length: 51 }, () => ({ href: 'https://example.com/' }));
    const answer = await enqueue({ routing_key: key('booking-api'), payload: change, links }, '/v2/change/enqueue');
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ error: ['links should have at most 50 item(s)'] });
  });
});

test('routing keys are 32 alphanumerics, one or two for each service', () => {
  const keys = Object.values(stage.sandbox.pagerduty.routingKeys);
  expect(new Set(keys).size).toBe(10);
  for (const one of keys) expect(one).toMatch(/^[A-Za-z0-9]{32}$/);
});

test('events can be made to fail', async () => {
  stage.sandbox.control.pagerduty.fault({ kind: '429', path: '/v2/' });
  expect((await event('trigger')).status).toBe(429);
  expect((await event('trigger')).status).toBe(202);
});
