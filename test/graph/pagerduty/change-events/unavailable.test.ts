import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { wireIncident } from '../../../upstream/pagerduty/wire-incident.js';
import { pagerDutyError } from '../../upstream-responses.js';

const { pagerduty, run } = mockGateway();
const DOCUMENT = `{ incident(by: { pagerDutyId: "PT4KHLK" }) {
  title changeEvents(first: 5) { entries { secondsBeforeIncident correlation changeEvent { details } } unavailableReason }
} }`;

function mockIncident(): void {
  pagerduty.expects('GET', '/incidents/PT4KHLK').respondsWith(200, { incident: wireIncident() });
}

describe('the change events of an incident', () => {
  test.each([
    [402, pagerDutyError('Missing Account Ability', 2014)],
    [403, pagerDutyError('Access Denied', 2010)],
    [404, pagerDutyError('Not Found', 2100)],
  ])('are null with a reason after a %i', async (status, body) => {
    mockIncident();
    pagerduty.expects('GET', '/incidents/PT4KHLK/related_change_events').respondsWith(status, body);
    const { data, errors } = await run(DOCUMENT);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      incident: {
        title: wireIncident().title,
        changeEvents: { entries: null, unavailableReason: expect.stringContaining('“list related change events”') },
      },
    });
  });

  test('are null with an error, and the incident is complete, when PagerDuty rejects the credential', async () => {
    mockIncident();
    pagerduty.expects('GET', '/incidents/PT4KHLK/related_change_events').respondsWith(401, 'Access denied');
    const { data, errors } = await run(DOCUMENT);
    expect(data).toEqual({ incident: { title: wireIncident().title, changeEvents: null } });
    expect(errors).toMatchObject([
      { path: ['incident', 'changeEvents'], extensions: { code: 'UPSTREAM_UNAUTHENTICATED' } },
    ]);
  });

  test('may be later than the incident, of an unknown kind, and hide their routing key', async () => {
    const timestamp = new Date(Date.parse(String(wireIncident().created_at)) + 90_000).toISOString();
    const event = { id: '01CHANGE', type: 'change_event', timestamp, custom_details: { routing_key: 'x'.repeat(32) } };
    mockIncident();
    pagerduty.expects('GET', '/incidents/PT4KHLK/related_change_events').respondsWith(200, {
      change_events: [{ ...event, routing_key: 'x'.repeat(32), correlation_reason: { reason: 'guessed' } }],
    });
    const { data } = await run(DOCUMENT);
    expect(data).toMatchObject({
      incident: {
        changeEvents: {
          entries: [{ secondsBeforeIncident: -90, correlation: 'UNKNOWN', changeEvent: { details: {} } }],
        },
      },
    });
    expect(pagerduty.call().query.get('limit')).toBe('5');
  });
});

const changes = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `01CHANGE${from + index}`,
    type: 'change_event',
    summary: `Change ${from + index}`,
    timestamp: new Date(Date.parse('2026-01-01T00:00:00Z') + (from + index) * 60_000).toISOString(),
  }));

describe('the timeline with changes', () => {
  const TIMELINE =
    '{ incident(by: { pagerDutyId: "PT4KHLK" }) { timelineWithChanges(first: 1) { changeEvent { summary } } } }';
  const CHANGES = '/services/PIJ90N7/change_events';

  test('has the newest change also if PagerDuty lists over 100 changes of the service, oldest first', async () => {
    mockIncident();
    pagerduty.expects('GET', '/incidents/PT4KHLK/log_entries').respondsWith(200, { log_entries: [], more: false });
    pagerduty.expects('GET', '/incidents/PT4KHLK/related_change_events').respondsWith(403, pagerDutyError('No', 2010));
    pagerduty.expects('GET', CHANGES).respondsWith(200, { change_events: changes(1, 100), more: true });
    pagerduty.expects('GET', CHANGES).respondsWith(200, { change_events: changes(101, 1), more: false });
    const { data, errors } = await run(TIMELINE);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ incident: { timelineWithChanges: [{ changeEvent: { summary: 'Change 101' } }] } });
  });

  test('has each change once if the list of PagerDuty has no pages', async () => {
    mockIncident();
    pagerduty.expects('GET', '/incidents/PT4KHLK/log_entries').respondsWith(200, { log_entries: [], more: false });
    pagerduty.expects('GET', '/incidents/PT4KHLK/related_change_events').respondsWith(403, pagerDutyError('No', 2010));
    const unpaged = { change_events: changes(1, 2), limit: null, offset: null, total: null, more: true };
    pagerduty.expects('GET', CHANGES).respondsWith(200, unpaged);
    pagerduty.expects('GET', CHANGES).respondsWith(200, unpaged);
    const { data, errors } = await run(TIMELINE.replace('first: 1', 'first: 5'));
    expect(errors).toBeUndefined();
    const entries = ['Change 2', 'Change 1'].map((summary) => ({ changeEvent: { summary } }));
    expect(data).toEqual({ incident: { timelineWithChanges: entries } });
  });

  test('has the changes of the service where related ones are an empty list, as with other parts of AIOps', async () => {
    mockIncident();
    pagerduty.expects('GET', '/incidents/PT4KHLK/log_entries').respondsWith(200, { log_entries: [], more: false });
    pagerduty.expects('GET', '/incidents/PT4KHLK/related_change_events').respondsWith(200, []);
    pagerduty.expects('GET', CHANGES).respondsWith(200, { change_events: changes(1, 1), more: false });
    const { data, errors } = await run(TIMELINE);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ incident: { timelineWithChanges: [{ changeEvent: { summary: 'Change 1' } }] } });
  });
});
