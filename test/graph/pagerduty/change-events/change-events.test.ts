import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const PAGE = `nodes { summary timestamp services { name } links { href text } details }
  totalCount pageInfo { hasNextPage endCursor }`;
const OF_SERVICE = `query ($since: DateTime, $until: DateTime, $first: Int, $after: String) {
  service(by: { pagerDutyId: "PSVC001" }) {
    changeEvents(since: $since, until: $until, first: $first, after: $after) { ${PAGE} }
  }
}`;
const OF_INCIDENT = `query ($number: Int!) { incident(by: { number: $number }) {
  title changeEvents { entries { secondsBeforeIncident correlation changeEvent { id summary } } unavailableReason }
} }`;

interface ChangeEventPage {
  readonly nodes: readonly { readonly summary: string; readonly timestamp: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function listOfService(variables: object = {}): Promise<ChangeEventPage> {
  const { data, errors } = await gateway.run(OF_SERVICE, variables);
  expect(errors).toBeUndefined();
  const { service } = data as unknown as { readonly service: { readonly changeEvents: ChangeEventPage } };
  return service.changeEvents;
}

const summaries = ({ nodes }: ChangeEventPage) => nodes.map(({ summary }) => summary);
const BUILD_881 = 'Deployed booking-api build 881';
const BUILD_874 = 'Deployed booking-api build 874';

describe('the change events of a service', () => {
  test('are those of the last 90 days, with the names that PagerDuty omits', async () => {
    const page = await listOfService();
    expect(summaries(page)).toEqual([BUILD_881, BUILD_874]);
    expect(page.nodes[0]).toMatchObject({
      services: [{ name: 'Booking API' }],
      links: [{ href: 'https://ci.harbourline.example/builds/881', text: 'Build' }],
      details: { build: '881' },
    });
  });

  test('are filtered by times in any zone, which PagerDuty would refuse', async () => {
    const twoDaysAgo = new Date(Date.now() - 2 * DAY_MS);
    const since = twoDaysAgo.toISOString().replace('Z', '+00:00');
    expect(summaries(await listOfService({ since }))).toEqual([BUILD_881]);
    expect(summaries(await listOfService({ until: since }))).toEqual([BUILD_874]);
    const [path = ''] = gateway.sent.map((call) => call.path).filter((one) => one.includes('change_events'));
    expect(new URL(path, 'http://localhost').searchParams.get('since')).toMatch(/:\d\dZ$/);
  });

  test('are paged without a repetition or a gap, although PagerDuty returns no offset', async () => {
    const first = await listOfService({ first: 1 });
    const second = await listOfService({ first: 1, after: first.pageInfo.endCursor });
    expect([first, second].flatMap(summaries)).toEqual([BUILD_881, BUILD_874]);
    expect([first, second].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
  });

  test('with an empty range or a cursor of another range are refused before any call', async () => {
    const { pageInfo } = await listOfService({ first: 1 });
    gateway.sandbox.control.pagerduty.clearCalls();
    for (const variables of [
      { since: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' },
      { since: '2026-01-01T00:00:00Z', after: pageInfo.endCursor },
      { first: 0 },
    ]) {
      const { errors } = await gateway.run(OF_SERVICE, variables);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(gateway.sandbox.control.pagerduty.calls().filter(({ path }) => path.includes('change_events'))).toEqual([]);
  });

  test('of all services are those of the account', async () => {
    const { data } = await gateway.run(`{ pagerDutyAccount { changeEvents(first: 3) { nodes { summary } } } }`);
    expect(data).toEqual({
      pagerDutyAccount: {
        changeEvents: {
          nodes: [
            { summary: 'Deployed payments-gateway build 2214' },
            { summary: 'Switched on WAF rule set 41' },
            { summary: BUILD_881 },
          ],
        },
      },
    });
  });

  test('are null by an id that PagerDuty does not have', async () => {
    const query = `{ node(id: "pagerduty://main/ChangeEvent/01NOSUCHCHANGE") { id } }`;
    expect(await gateway.run(query)).toEqual({ data: { node: null } });
  });
});

describe('the change events of an incident', () => {
  test('have their distance in time', async () => {
    const { data } = await gateway.run(OF_INCIDENT, { number: 1255 });
    expect(data).toMatchObject({
      incident: {
        changeEvents: {
          entries: [{ secondsBeforeIncident: 9 * 60, correlation: 'MOST_RECENT', changeEvent: { summary: BUILD_881 } }],
          unavailableReason: null,
        },
      },
    });
  });

  test('can be read by their ids', async () => {
    const { data } = await gateway.run(OF_INCIDENT, { number: 1255 });
    const id = /pagerduty:\/\/main\/ChangeEvent\/\w+/.exec(JSON.stringify(data))?.[0];
    const read = await gateway.run(`query ($id: ID!) { node(id: $id) { ... on ChangeEvent { id summary } } }`, { id });
    expect(read).toEqual({ data: { node: { id, summary: BUILD_881 } } });
  });

  test('are null with a reason where the plan has none, and the incident is complete', async () => {
    gateway.sandbox.control.pagerduty.setSwitches({ aiops: 'off' });
    const { data, errors } = await gateway.run(OF_INCIDENT, { number: 1255 });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      incident: {
        title: 'Booking API p99 above 4 s',
        changeEvents: { entries: null, unavailableReason: expect.stringMatching(/plan lacks it, or the credential/) },
      },
    });
  });
});
