import { describe, expect, it } from '@jest/globals';
import { pagerDutyClientHarness } from './harness.js';
import { wireIncident } from './wire-incident.js';

const harness = pagerDutyClientHarness();

const page = { limit: 25, offset: 0 };
const PAGED = [
  ['limit', '25'],
  ['offset', '0'],
];
const alert = {
  id: 'PA1',
  type: 'alert',
  summary: 'Disk',
  created_at: '2026-01-01T10:00:00Z',
  status: 'triggered',
  alert_key: 'db03/disk',
  severity: null,
  incident: null,
  body: { type: 'alert_body', details: 'as text' },
};
const entry = {
  id: 'RL1',
  type: 'acknowledgement_log_entry',
  created_at: '2026-01-01T10:00:00Z',
  agent: null,
  channel: { type: 'api' },
};

describe('alerts', () => {
  it('are requested by key, status and order, and returned as a page', async () => {
    harness.respondWith(200, { alerts: [alert], more: true, total: 7 });
    const query = { ...page, total: true, alertKey: 'db03/disk', sortBy: ['created_at:desc'] };
    const listed = await harness.client().listAlerts('PT4KHLK', { ...query, statuses: ['triggered', 'resolved'] });
    expect(listed).toEqual({ items: [alert], more: true, total: 7 });
    expect(harness.sent).toMatchObject([{ method: 'GET', path: '/incidents/PT4KHLK/alerts', body: undefined }]);
    expect(harness.sent[0]?.query).toEqual([
      ...PAGED,
      ['total', 'true'],
      ['alert_key', 'db03/disk'],
      ['statuses[]', 'triggered'],
      ['statuses[]', 'resolved'],
      ['sort_by', 'created_at:desc'],
    ]);
  });

  it('are never requested with an empty key, which would match everything', async () => {
    await expect(harness.client().listAlerts('P1', { ...page, alertKey: '' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('are read one by one through their incident', async () => {
    harness.respondWith(200, { alert });
    expect(await harness.client().getAlert('PT4KHLK', 'PA1')).toEqual(alert);
    expect(harness.sent).toMatchObject([{ path: '/incidents/PT4KHLK/alerts/PA1', query: [] }]);
  });

  it.each([
    ['', 'PA1'],
    ['P1', '..'],
    ['P1/x', 'PA1'],
  ])('are not requested with the ids %j and %j', async (incidentId, alertId) => {
    await expect(harness.client().getAlert(incidentId, alertId)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([{ id: '' }, { status: null }, { created_at: undefined }, { created_at: 'soon' }])(
    'with %j are a bad response',
    async (wrong) => {
      harness.respondWith(200, { alert: { ...alert, ...wrong } });
      await expect(harness.client().getAlert('P1', 'PA1')).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
    },
  );
});

describe('log entries', () => {
  it('are requested in UTC', async () => {
    harness.respondWith(200, { log_entries: [entry], more: false });
    expect(await harness.client().listLogEntries('PT4KHLK', page)).toEqual({
      items: [entry],
      more: false,
      total: null,
    });
    expect(harness.sent).toMatchObject([{ path: '/incidents/PT4KHLK/log_entries' }]);
    expect(harness.sent[0]?.query).toEqual([...PAGED, ['time_zone', 'UTC']]);
  });

  it('are limited to the overview and a window, and expanded', async () => {
    harness.respondWith(200, { log_entries: [], more: false });
    await harness.client().listLogEntries('P1', {
      ...page,
      isOverview: true,
      since: '2026-01-01T00:00:00Z',
      until: '2026-02-01T00:00:00Z',
      include: ['channels', 'teams'],
    });
    expect(harness.sent[0]?.query.slice(2)).toEqual([
      ['time_zone', 'UTC'],
      ['is_overview', 'true'],
      ['since', '2026-01-01T00:00:00Z'],
      ['until', '2026-02-01T00:00:00Z'],
      ['include[]', 'channels'],
      ['include[]', 'teams'],
    ]);
  });

  it('are read one by one without their incident', async () => {
    harness.respondWith(200, { log_entry: entry });
    expect(await harness.client().getLogEntry('RL1')).toEqual(entry);
    expect(harness.sent).toMatchObject([{ path: '/log_entries/RL1', query: [['time_zone', 'UTC']] }]);
  });

  it.each([{ type: null }, { created_at: 5 }])('with %j are a bad response', async (wrong) => {
    harness.respondWith(200, { log_entry: { ...entry, ...wrong } });
    await expect(harness.client().getLogEntry('RL1')).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
  });
});

describe('log entries of the account', () => {
  it('are requested since a time with their incidents', async () => {
    const full = { ...entry, incident: wireIncident() };
    harness.respondWith(200, { log_entries: [full], more: false, total: null });
    const query = { ...page, since: '2026-01-01T10:00:00Z', include: ['incidents'] as const };
    expect(await harness.client().listAccountLogEntries(query)).toMatchObject({ items: [full], more: false });
    expect(harness.sent).toMatchObject([{ method: 'GET', path: '/log_entries' }]);
    expect(harness.sent[0]?.query).toEqual([
      ...PAGED,
      ['time_zone', 'UTC'],
      ['since', '2026-01-01T10:00:00Z'],
      ['include[]', 'incidents'],
    ]);
  });
});

describe('an incident that was merged', () => {
  it('has the target of the merge', async () => {
    const resolve_reason = { type: 'merge_resolve_reason', incident: { id: 'P2', type: 'incident_reference' } };
    harness.respondWith(200, { incident: wireIncident({ resolve_reason, body: { details: { free: '1 %' } } }) });
    const incident = await harness.client().getIncident('PT4KHLK', ['body']);
    expect(incident.resolve_reason?.incident?.id).toBe('P2');
    expect(incident.body?.details).toEqual({ free: '1 %' });
  });
});
