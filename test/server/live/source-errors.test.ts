import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Fault } from '../../../src/faults/fault.js';
import { IncidentFeeds } from '../../../src/feed/incident-feeds.js';
import { createCursorSigner, encodeCursor } from '../../../src/graph/core/pagination/cursor.js';
import { deriveCursorKey } from '../../../src/graph/core/pagination/cursor-key.js';
import { feedWith, incident, type FakeFeed } from '../../graph/pagerduty/incidents/live/fake-feed.js';
import { liveGateways } from '../harness.js';
import { ANYONE, eventStreams, nextData, OPEN_INCIDENTS, trigger, waitForLog } from './live-harness.js';

const { open } = liveGateways();
const { subscribe } = eventStreams();
let feed: FakeFeed;

beforeEach(() => {
  feed = feedWith(incident(1));
  jest.spyOn(IncidentFeeds.prototype, 'get').mockReturnValue(feed);
});
afterEach(() => void jest.restoreAllMocks());

const errorOf = (code: string) => ({ event: 'next', data: { errors: [{ extensions: { code } }] } });

/** The first cursor of the log. */
function createCursor(secret: string): string {
  const cursorKey = deriveCursorKey(secret, 'PAGERDUTY', 'main');
  return encodeCursor(createCursorSigner({ key: 'main', cursorKey }, 'incidentEvents'), '0');
}

describe('an event stream whose source fails', () => {
  test('ends without complete if a retry can succeed, and with complete otherwise', async () => {
    const gateway = await open(ANYONE);
    const endAfter = async (error: Error) => {
      feed.readList = () => Promise.reject(error);
      return (await subscribe(gateway, OPEN_INCIDENTS)).rest();
    };
    expect(await endAfter(new Fault('UPSTREAM_UNAVAILABLE', 'PagerDuty is unavailable.'))).toMatchObject([
      errorOf('UPSTREAM_UNAVAILABLE'),
    ]);
    expect(await endAfter(new Fault('UPSTREAM_FORBIDDEN', 'A permission is missing.'))).toMatchObject([
      errorOf('UPSTREAM_FORBIDDEN'),
      { event: 'complete' },
    ]);
    expect(await endAfter(new Error('a secret'))).toMatchObject([
      { event: 'next', data: { errors: [{ message: 'Internal error' }] } },
      { event: 'complete' },
    ]);
    expect(feed.listeners.size).toBe(0);
  });

  test('ends with CURSOR_EXPIRED if it would have to read too many incidents', async () => {
    const gateway = await open({ ...ANYONE, CURSOR_KEY: 'k'.repeat(32), MAX_COMPLEXITY: '100' });
    for (let number = 0; number < 30; number += 1) feed.happen(`PGONE${number}`, { incident: undefined });
    const query = `subscription { incidentEvents(after: "${createCursor('k'.repeat(32))}", filter: { urgencies: [HIGH] }) { eventId } }`;
    const events = await (await subscribe(gateway, query)).rest();
    expect(events).toMatchObject([errorOf('CURSOR_EXPIRED'), { event: 'complete' }]);
    expect(gateway.calls().length).toBe(20);
  });
});

test('an event whose incident the feed does not have reaches those whose filter matches the incident', async () => {
  const gateway = await open(ANYONE);
  const incidentId = await trigger(gateway);
  const subscribeTo = (service: string) =>
    subscribe(
      gateway,
      `subscription { incidentEvents(filter: { services: [{ pagerDutyId: "${service}" }] }) { eventId } }`,
    );
  const [matching, other] = [await subscribeTo('PSVC001'), await subscribeTo('PSVC002')];
  await waitForLog(gateway, 'GraphQL subscription started', 2);
  feed.happen('PGONE', { eventId: 'of a deleted incident', incident: undefined });
  feed.happen(incidentId, { eventId: 'wanted', incident: undefined });
  feed.happen('P1', {
    eventId: 'last',
    incident: incident(1, { service: { id: 'PSVC002', type: 'service_reference' } }),
  });
  expect(await nextData(matching)).toEqual({ incidentEvents: { eventId: 'wanted' } });
  expect(await nextData(other)).toEqual({ incidentEvents: { eventId: 'last' } });
});
