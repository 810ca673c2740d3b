import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fieldValues, toList, startTestSandbox, textField, type Json, type TestSandbox } from '../harness.js';

let harness: TestSandbox;
beforeEach(async () => {
  harness = await startTestSandbox();
});
afterEach(() => harness.sandbox.stop());

const MINUTE = 60_000;

async function readPath(path: string): Promise<Json> {
  const response = await harness.pagerduty(path);
  expect(response.status).toBe(200);
  return response.json;
}

async function putIncident(change: object): Promise<void> {
  const body = { incident: { type: 'incident', ...change } };
  expect((await harness.pagerduty('/incidents/PINC060', { method: 'PUT', body })).status).toBe(200);
}

async function listEntries(query = ''): Promise<readonly Json[]> {
  return toList((await readPath(`/incidents/PINC060/log_entries?limit=100${query}`))['log_entries']);
}

const entryKinds = (found: readonly Json[]) =>
  found.map((entry) => textField(entry, 'type').replace(/_log_entry$/, ''));

describe('the log of an incident', () => {
  test('has an entry for every step of its life, newest first', async () => {
    await putIncident({ status: 'acknowledged' });
    harness.advanceClock(MINUTE);
    await harness.pagerduty('/incidents/PINC060/snooze', { body: { duration: 60 } });
    await harness.pagerduty('/incidents/PINC060/notes', { body: { note: { content: 'Seen.' } } });
    harness.advanceClock(2 * MINUTE);
    await putIncident({ escalation_level: 2 });
    await putIncident({ title: 'Refunds stuck', urgency: 'low', priority: 'P1' });
    await putIncident({ escalation_policy: { id: 'PESC004' } });
    await putIncident({ status: 'resolved', resolution: 'Drained.' });
    harness.advanceClock(MINUTE);
    await putIncident({ status: 'triggered' });
    expect(entryKinds(await listEntries('&is_overview=true')).toReversed()).toEqual([
      'trigger',
      'assign',
      'acknowledge',
      'assign',
      'snooze',
      'annotate',
      'unacknowledge',
      'escalate',
      'escalate',
      'urgency_change',
      'priority_change',
      'delegate',
      'resolve',
      'trigger',
      'assign',
    ]);
    expect(entryKinds(await listEntries())).toEqual(expect.arrayContaining(['notify', 'field_value_change']));
  });

  test('entries name agent, channel and the details of their kind', async () => {
    await putIncident({ status: 'acknowledged' });
    await harness.pagerduty('/incidents/PINC060/snooze', { body: { duration: 60 } });
    await putIncident({ status: 'resolved', resolution: 'Drained.' });
    const [resolved, snoozed, assigned, acknowledged] = await listEntries();
    expect(resolved).toMatchObject({
      type: 'resolve_log_entry',
      created_at: '2026-03-18T12:00:00Z',
      agent: { id: 'PUSR001', type: 'user_reference' },
      channel: { type: 'website' },
      incident: { id: 'PINC060', type: 'incident_reference' },
      service: { id: 'PSVC002', type: 'service_reference' },
      note: 'Drained.',
    });
    expect(snoozed?.['changed_actions']).toEqual([{ type: 'unacknowledge', at: '2026-03-18T12:01:00Z' }]);
    expect(acknowledged).toMatchObject({ acknowledgement_timeout: 1800, created_at: '2026-03-18T12:00:00Z' });
    expect(assigned).toMatchObject({
      type: 'assign_log_entry',
      created_at: '2026-03-18T12:00:00Z',
      agent: { id: 'PUSR001' },
      assignees: [{ id: 'PUSR001' }],
    });
  });

  test('escalations write entries as the service, one for each user', async () => {
    harness.advanceClock(5 * MINUTE);
    const [second, first] = await listEntries('&is_overview=true');
    const escalated = {
      type: 'escalate_log_entry',
      agent: { id: 'PSVC002', type: 'service_reference' },
      channel: { type: 'timeout' },
    };
    expect(first).toMatchObject({ ...escalated, assignees: [{ id: 'PUSR005' }] });
    expect(second).toMatchObject({ ...escalated, assignees: [{ id: 'PUSR001' }] });
  });

  test('a notification has no agent, and its entry names the one recipient', async () => {
    harness.advanceClock(5 * MINUTE);
    const notified = (await listEntries()).filter((entry) => textField(entry, 'type') === 'notify_log_entry');
    expect(notified.map((entry) => [entry['agent'], entry['user']?.['id']])).toEqual([
      [null, 'PUSR001'],
      [null, 'PUSR005'],
      [null, expect.any(String)],
    ]);
  });

  test('an incident that a user created by the API has the channel of the web', async () => {
    const body = {
      incident: { type: 'incident', title: 'Fog', service: { id: 'PSVC001', type: 'service_reference' } },
    };
    const { json } = await harness.pagerduty('/incidents', { body });
    const path = `/incidents/${textField(json['incident'], 'id')}/log_entries`;
    expect(toList((await readPath(path))['log_entries']).at(-1)).toMatchObject({
      type: 'trigger_log_entry',
      channel: { type: 'web_trigger' },
      agent: { id: 'PUSR001', type: 'user_reference' },
    });
  });

  test('is paginated, limited by since and until, and expanded on request', async () => {
    const all = await listEntries();
    const page = await readPath('/incidents/PINC060/log_entries?limit=1&offset=1&total=true');
    expect(page).toMatchObject({ limit: 1, offset: 1, more: true, total: all.length });
    expect(fieldValues(page['log_entries'], 'id')).toEqual([all[1]?.['id']]);
    expect(await listEntries('&since=2026-03-18T11:54:01Z')).toEqual([]);
    const names = ['channels', 'incidents', 'services', 'teams'].map((name) => `&include[]=${name}`).join('');
    expect((await listEntries(names)).at(-1)).toMatchObject({
      channel: { type: 'api', summary: 'Refund queue not draining' },
      incident: { type: 'incident', status: 'triggered' },
      service: { type: 'service' },
      teams: [{ type: 'team' }],
    });
  });

  test('an entry is read by its own id, and the first is the incident’s first trigger', async () => {
    const [first] = (await listEntries()).slice(-1);
    expect((await readPath(`/log_entries/${textField(first, 'id')}`))['log_entry']).toEqual(first);
    const incident = (await readPath('/incidents/PINC060'))['incident'];
    expect(incident?.['first_trigger_log_entry']).toMatchObject({
      id: first?.['id'],
      type: 'trigger_log_entry_reference',
    });
    expect((await harness.pagerduty('/log_entries/PNOSUCH')).status).toBe(404);
  });
});

describe('the log of the account', () => {
  test('has the entries of all incidents, newest first, by team and by time', async () => {
    await putIncident({ status: 'acknowledged' });
    const newest = toList((await readPath('/log_entries?limit=2'))['log_entries']);
    expect(entryKinds(newest)).toEqual(['assign', 'acknowledge']);
    const all = await readPath('/log_entries?limit=100&total=true');
    const times = fieldValues(all['log_entries'], 'created_at');
    expect(times).toEqual(times.toSorted().toReversed());
    const ofTeam = await readPath('/log_entries?team_ids[]=PTEAM02&total=true');
    expect(Number(ofTeam['total'])).toBeLessThan(Number(all['total']));
    const since = await readPath('/log_entries?since=2026-03-18T12:00:00Z&include[]=incidents');
    expect(toList(since['log_entries']).map((entry) => entry['incident']?.['type'])).toEqual(['incident', 'incident']);
  });
});

describe('entries that the document of the API does not list', () => {
  test('report alerts that move to another incident, and the alerts of a merged one', async () => {
    const [alert] = toList((await readPath('/incidents/PINC058/alerts'))['alerts']);
    const alerts = [{ id: alert?.['id'], type: 'alert', incident: { id: 'PINC060', type: 'incident_reference' } }];
    await harness.pagerduty('/incidents/PINC058/alerts', { method: 'PUT', body: { alerts } });
    const kindsAt = async (id: string) =>
      entryKinds(toList((await readPath(`/incidents/${id}/log_entries?limit=3`))['log_entries']));
    expect(await kindsAt('PINC058')).toContain('unlink');
    expect((await kindsAt('PINC060'))[0]).toBe('link');
    const source_incidents = [{ id: 'PINC060', type: 'incident_reference' }];
    await harness.pagerduty('/incidents/PINC059/merge', { method: 'PUT', body: { source_incidents } });
    expect((await kindsAt('PINC059'))[0]).toBe('link');
  });

  test('report a responder request with its author', async () => {
    const target = { responder_request_target: { id: 'PUSR003', type: 'user_reference' } };
    const body = { requester_id: 'PUSR002', message: 'Please help', responder_request_targets: [target] };
    await harness.pagerduty('/incidents/PINC060/responder_requests', { body });
    expect((await listEntries())[0]).toMatchObject({
      type: 'responder_request_log_entry',
      agent: { id: 'PUSR002' },
      summary: 'Responders requested by Tomasz Wilk',
    });
  });
});

describe('times', () => {
  test('are in the requested zone, and without a zone in UTC', async () => {
    await putIncident({ status: 'acknowledged' });
    const inZone = async (zone: string) =>
      fieldValues((await readPath(`/log_entries?limit=1&time_zone=${zone}`))['log_entries'], 'created_at');
    expect(await inZone('Europe/Warsaw')).toEqual(['2026-03-18T13:00:00+01:00']);
    expect(await inZone('America/St_Johns')).toEqual(['2026-03-18T09:30:00-02:30']);
    expect(await inZone('UTC')).toEqual(['2026-03-18T12:00:00Z']);
    expect((await harness.pagerduty('/log_entries?time_zone=Mars')).status).toBe(400);
    expect((await readPath('/log_entries?since=2026-03-18T12:00:00&total=true'))['total']).toBe(2);
    expect((await readPath('/log_entries?since=2026-03-18T12:00:01&total=true'))['total']).toBe(0);
  });

  test('of an entry at `since` or `until` are included, and the wall is at 10 000', async () => {
    await putIncident({ status: 'acknowledged' });
    const at = '2026-03-18T12:00:00Z';
    expect((await readPath(`/log_entries?since=${at}&until=${at}&total=true`))['total']).toBe(2);
    expect((await harness.pagerduty('/log_entries?since=yesterday')).status).toBe(400);
    expect((await harness.pagerduty('/log_entries?limit=100&offset=9901')).status).toBe(400);
  });

  test('an embedded incident is the one of now, not the one of the entry', async () => {
    await putIncident({ status: 'acknowledged' });
    harness.advanceClock(MINUTE);
    await putIncident({ status: 'resolved' });
    const query = 'since=2026-03-18T12:00:00Z&until=2026-03-18T12:00:00Z&include[]=incidents';
    const entries = toList((await readPath(`/log_entries?${query}`))['log_entries']);
    expect(entries.map((entry) => entry['incident']?.['status'])).toEqual(['resolved', 'resolved']);
  });
});

describe('the alerts of an incident', () => {
  test('are paginated and counted as in the incident', async () => {
    const incident = (await readPath('/incidents/PINC058'))['incident'];
    const page = await readPath('/incidents/PINC058/alerts?total=true&limit=1');
    expect(page['total']).toBe(incident?.['alert_counts']?.['all']);
    expect(page['alerts']?.['0']).toMatchObject({
      type: 'alert',
      status: 'triggered',
      alert_key: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: expect.any(String),
      suppressed: false,
      incident: { id: 'PINC058', type: 'incident_reference' },
      service: { id: 'PSVC002', type: 'service_reference' },
      integration: { id: 'PINTG02', type: 'events_api_v2_inbound_integration_reference' },
      first_trigger_log_entry: { type: 'trigger_log_entry_reference' },
      body: { type: 'alert_body', contexts: [{ type: 'link' }] },
    });
  });

  test('are filtered by key and status', async () => {
    const [key] = fieldValues((await readPath('/incidents/PINC058/alerts'))['alerts'], 'alert_key');
    const by = async (query: string) => (await readPath(`/incidents/PINC058/alerts?total=true&${query}`))['total'];
    expect(await by(`alert_key=${key}`)).toBe(1);
    expect(await by('alert_key=other')).toBe(0);
    expect(await by('statuses[]=resolved')).toBe(0);
    expect((await harness.pagerduty('/incidents/PINC058/alerts?statuses[]=acknowledged')).status).toBe(400);
  });

  test('end with the incident', async () => {
    const body = { incident: { type: 'incident', status: 'resolved' } };
    await harness.pagerduty('/incidents/PINC058', { method: 'PUT', body });
    const statuses = fieldValues((await readPath('/incidents/PINC058/alerts'))['alerts'], 'status');
    expect(new Set(statuses)).toEqual(new Set(['resolved']));
  });

  test('are resolved and moved as a whole; without an open alert the incident is resolved', async () => {
    const alerts = fieldValues((await readPath('/incidents/PINC058/alerts'))['alerts'], 'id');
    const change = (...items: object[]) =>
      harness.pagerduty('/incidents/PINC058/alerts', { method: 'PUT', body: { alerts: items } });
    const refused = await change({ id: alerts[0], status: 'resolved' }, { id: 'PNOSUCH', status: 'resolved' });
    expect(refused.json).toMatchObject({ error: { code: 1004 } });
    expect((await readPath('/incidents/PINC058/alerts?statuses[]=resolved&total=true'))['total']).toBe(0);
    const moved = await change({ id: alerts[0], incident: { id: 'PINC060', type: 'incident_reference' } });
    expect(moved.json['alerts']?.['0']).toMatchObject({ id: alerts[0], incident: { id: 'PINC060' } });
    expect(fieldValues((await readPath('/incidents/PINC060/alerts'))['alerts'], 'id')).toEqual([alerts[0]]);
    const single = `/incidents/PINC060/alerts/${alerts[0]}`;
    const body = { alert: { type: 'alert', status: 'resolved' } };
    expect((await harness.pagerduty(single, { method: 'PUT', body })).json['alert']).toMatchObject({
      status: 'resolved',
    });
    expect((await readPath('/incidents/PINC060'))['incident']).toMatchObject({ status: 'resolved' });
  });

  test('are updated 250 at a time', async () => {
    const body = { alerts: Array.from({ length: 251 }, () => ({ id: 'PALRT0001', status: 'resolved' })) };
    expect((await harness.pagerduty('/incidents/PINC058/alerts', { method: 'PUT', body })).status).toBe(413);
  });

  test('are read one by one, only through their incident', async () => {
    const [alert] = toList((await readPath('/incidents/PINC058/alerts?limit=1'))['alerts']);
    const id = textField(alert, 'id');
    expect((await readPath(`/incidents/PINC058/alerts/${id}`))['alert']).toEqual(alert);
    expect((await harness.pagerduty(`/incidents/PINC055/alerts/${id}`)).status).toBe(404);
  });

  test('have their details as an object or as a string', async () => {
    const { incidents } = await readPath('/incidents?date_range=all&limit=100');
    const details = new Set<string>();
    for (const id of fieldValues(incidents, 'id'))
      for (const alert of toList((await readPath(`/incidents/${id}/alerts`))['alerts']))
        details.add(typeof alert['body']?.['details']);
    expect(details).toEqual(new Set(['object', 'string']));
  });

  test('the incident list finds an incident by the key of its alerts', async () => {
    const [key] = fieldValues((await readPath('/incidents/PINC058/alerts'))['alerts'], 'alert_key');
    const found = await readPath(`/incidents?date_range=all&incident_key=${key}`);
    expect(fieldValues(found['incidents'], 'id')).toEqual(['PINC058']);
  });
});
