import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../operations/sandbox-gateway.js';

const FOLDER = join(__dirname, '../../schema/operations');
const UPSTREAM_CALLS_HEADER = { 'x-pagergraph-upstream-calls': '1' };

/** Without a reference cache, so that operations do not depend on each other. */
const gateway = sandboxGateway({ REFERENCE_CACHE_SECONDS: '0' });

async function countCalls(query: string, variables: object = {}): Promise<number> {
  const { errors, extensions } = await gateway.run(query, variables, UPSTREAM_CALLS_HEADER);
  expect(errors).toBeUndefined();
  expect(extensions).toEqual({ upstreamCalls: gateway.sent.length });
  return gateway.sent.length;
}

/** The calls of each operation with the variables of its file, for both upstreams together. */
const OPERATIONS: Readonly<Record<string, number>> = {
  'account-log': 1,
  'acknowledge-incident': 2,
  'acknowledge-incidents': 4,
  'add-incident-note': 2,
  'add-status-update-subscribers': 2,
  'attach-destination': 2,
  'cancel-responder-requests': 3,
  'change-events-of-incident': 2,
  'cloudflare-alerts-of-incident': 3,
  'connect-pagerduty': 0,
  'create-connect-token': 1,
  'create-maintenance-window': 1,
  'create-notification-policy': 4,
  'create-policy-silence': 6,
  'create-schedule-override': 4,
  'delete-destinations': 2,
  'delete-incident-note': 3,
  'delete-notification-policy': 1,
  'delete-schedule-override': 1,
  'detach-destination': 3,
  'end-maintenance-window': 2,
  'end-policy-silence': 3,
  'get-cloudflare-account': 2,
  'get-incident': 1,
  'get-schedule': 2,
  'get-queued-trigger': 0,
  'get-service': 1,
  'incident-context': 4,
  'impacted-business-services': 4,
  'incident-history': 4,
  'list-alert-types': 1,
  'list-change-events': 2,
  'list-business-services': 2,
  'list-destinations': 1,
  'list-incident-types': 5,
  'list-incident-workflows': 1,
  'list-incidents': 1,
  'list-schedules': 1,
  'list-queued-triggers': 0,
  'list-maintenance-windows': 1,
  'list-notification-policies': 3,
  'list-services': 1,
  'list-silences': 2,
  'merge-incidents': 4,
  'move-alerts': 5,
  'notification-history': 2,
  'on-calls-between': 1,
  overview: 5,
  'publish-status-update': 2,
  'reassign-incident': 3,
  'remove-status-update-subscribers': 2,
  'reopen-incident': 2,
  'request-responders': 3,
  'resolve-alerts': 4,
  'resolve-incident': 3,
  'resolve-incidents': 3,
  'schedule-overrides': 3,
  'send-alert-event': 1,
  'send-change-event': 1,
  'send-monitoring-alert': 1,
  'set-incident-custom-fields': 7,
  'snooze-incident': 2,
  'start-incident-workflow': 3,
  'timeline-with-changes': 3,
  'status-update-subscribers': 2,
  'trigger-incident': 1,
  'update-incident': 3,
  'update-incident-note': 3,
  'update-notification-policy': 2,
  'who-is-on-call': 2,
};

/** A subscription has the calls of the feed, whoever subscribes. */
const isSubscription = (file: string) => /^subscription /m.test(readFileSync(join(FOLDER, file), 'utf8'));

describe('the upstream calls of a named operation', () => {
  test('are listed for each query and mutation', () => {
    const files = readdirSync(FOLDER).filter((file) => !isSubscription(file));
    expect(Object.keys(OPERATIONS).toSorted()).toEqual(files.map((file) => file.replace('.graphql', '')).toSorted());
  });

  test.each(Object.entries(OPERATIONS))('%s: %i', async (name, calls) => {
    const text = readFileSync(join(FOLDER, `${name}.graphql`), 'utf8');
    const [, variables = '{}'] = /^# variables: (.*)$/m.exec(text) ?? [];
    expect(await countCalls(text, JSON.parse(variables) as object)).toBe(calls);
  });
});

describe('the upstream calls of a selection', () => {
  test.each<[string, number, string]>([
    [
      'spread over fragments, nodes and edges',
      1,
      `query { incidents(first: 10) { ...Page } }
      fragment Page on IncidentConnection { nodes { ...Who service { ...Service } } edges { node { ...Priority } } }
      fragment Who on Incident { assignees { ... on PagerDutyUser { email } } }
      fragment Service on PagerDutyService { status }
      fragment Priority on Incident { priority { color } }`,
    ],
    [
      'of one list under two aliases with the same arguments, and with others',
      2,
      `{
        a: incidents(first: 2) { nodes { title } }
        b: incidents(first: 2) { nodes { status } }
        c: incidents(first: 2, filter: { statuses: [RESOLVED] }) { nodes { title } }
      }`,
    ],
    [
      'of a service’s open incidents under two aliases with other arguments',
      2,
      `{ service(by: { pagerDutyId: "PSVC001" }) {
        a: openIncidents(first: 2) { nodes { title } }
        b: openIncidents(first: 50) { totalCount nodes { title assignees { email } } }
      } }`,
    ],
    [
      'of one service by four paths',
      2,
      `{
        a: service(by: { pagerDutyId: "PSVC001" }) { name }
        b: service(by: { id: "pagerduty://main/PagerDutyService/PSVC001" }) { status onCall { level } }
        c: service(by: { pagerDutyId: "PSVC001" }) { onCall { user { name } } }
        d: node(id: "pagerduty://main/PagerDutyService/PSVC001") { ... on PagerDutyService { onCall { user { email } } } }
      }`,
    ],
    [
      'of one incident by three aliases that expand different things',
      1,
      `{
        a: incident(by: { number: 1258 }) { title }
        b: incident(by: { number: 1258 }) { service { status } }
        c: incident(by: { number: 1258 }) { assignees { email } details }
      }`,
    ],
    [
      'of an incident’s notes and alerts under aliases',
      4,
      `{ incident(by: { number: 1258 }) {
        details body: details
        a: alerts(first: 5) { nodes { summary } }
        b: alerts(first: 5) { nodes { details } }
        c: alerts(first: 5, statuses: [RESOLVED]) { nodes { summary } }
        x: notes { content }
        y: notes { author { name } }
      } }`,
    ],
    [
      'that omits expensive fields by @include and @skip',
      1,
      `query ($no: Boolean = false) { incidents(first: 10) { nodes {
        service { name status @include(if: $no) }
        notes @include(if: $no) { content }
        timeline @skip(if: true) { totalCount }
        ... on Incident @include(if: $no) { assignees { email } alerts { nodes { summary } } }
      } } }`,
    ],
    [
      'behind an interface',
      1,
      `{ node(id: "pagerduty://main/Incident/PINC058") {
        id __typename
        ... on Incident { service { status } assignees { email } }
        ... on PagerDutyService { onCall { level } }
      } }`,
    ],
    [
      'of many nodes, one of them twice',
      6,
      `{ nodes(ids: [
        "pagerduty://main/Incident/PINC058", "pagerduty://main/Incident/PINC059", "pagerduty://main/Incident/PINC058",
        "pagerduty://main/PagerDutyService/PSVC001", "pagerduty://main/PagerDutyService/PSVC002",
        "pagerduty://main/PagerDutyAccount/main"
      ]) {
        ... on Incident { title service { onCall { level } } }
        ... on PagerDutyService { onCall { level } openIncidents(first: 2) { nodes { title } } }
      } }`,
    ],
    [
      'three lists deep',
      3,
      `{ incidents(first: 15) { nodes { service { openIncidents(first: 5) { nodes {
        title assignees { email } service { status onCall { user { name } } }
      } } } } } }`,
    ],
    [
      'of on-calls by services and by policies, with and without expanded users',
      2,
      `{ services(first: 20) { nodes {
        onCall { user { name } }
        escalationPolicy { name onCall { user { email } schedule { name } } }
      } } }`,
    ],
    [
      'that goes from Cloudflare to PagerDuty, back and there again',
      3,
      `{ pagerDutyDestinations(first: 10) { nodes { matchingServices { destinations { policies {
        name pagerDutyDestinations { matchingServices { name } }
      } } } } } }`,
    ],
    [
      'of all agents of a list',
      1,
      `{ incidents(first: 25) { nodes {
        acknowledgements { by { user { email } } } lastStatusChangeBy { user { timeZone } } mergedInto { title }
      } } }`,
    ],
    [
      'of an account by two paths',
      3,
      `{
        viewer { pagerDutyAccounts { priorities { name } teams { nodes { name } } } }
        pagerDutyAccount { priorities { color } escalationPolicies { nodes { name } } }
      }`,
    ],
    [
      'below a mutation',
      3,
      `mutation { resolveIncident(input: { incident: { pagerDutyId: "PINC058" } }) { incident {
        service { status openIncidents(first: 1) { nodes { title } } }
      } } }`,
    ],
  ])('%s: %i', async (_, calls, query) => {
    expect(await countCalls(query)).toBe(calls);
  });

  test('are returned only on request', async () => {
    expect((await gateway.run('{ incidents(first: 1) { nodes { title } } }')).extensions).toBeUndefined();
  });
});
