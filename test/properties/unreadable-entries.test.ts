import { afterEach, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createSchema } from '../../src/graph/schema.js';
import { isObject } from '../../src/shared/json.js';
import { corruptJson, corruptions, type Corruption } from './corrupt-json.js';
import { everyFieldSelection } from './every-field.js';
import { rewrittenSandbox, type GraphQLResponse } from './rewritten-sandbox.js';
import { propertyRuns } from './property-runs.js';

const rewritten = rewrittenSandbox();
const schema = createSchema();
const everyFieldOf = (type: string) => everyFieldSelection(schema, type, 0);

afterEach(() => {
  rewritten.rewrite = () => ({});
});

/** A list with the path of its entries in the upstream's response and in ours. */
interface ListCase {
  readonly document: string;
  readonly wire: string;
  /** With the list itself, outermost first. */
  readonly path: readonly string[];
}

const connectionSelection = (type: string, first = 3) =>
  `(first: ${first}) { nodes ${everyFieldOf(type)} totalCount pageInfo { endCursor hasNextPage } }`;
const accountList = (field: string, wire: string, type: string): ListCase => ({
  document: `{ pagerDutyAccount { ${field}${connectionSelection(type)} } }`,
  wire,
  path: ['pagerDutyAccount', field],
});
const incidentList = (field: string, wire: string, type: string): ListCase => ({
  document: `{ incident(by: { number: 1258 }) { ${field}${connectionSelection(type)} } }`,
  wire,
  path: ['incident', field],
});

/** Lists that an upstream returns, and of which the sandbox has several entries. */
const LISTS: Readonly<Record<string, ListCase>> = {
  incidents: { document: `{ incidents${connectionSelection('Incident')} }`, wire: 'incidents', path: ['incidents'] },
  services: {
    document: `{ services${connectionSelection('PagerDutyService')} }`,
    wire: 'services',
    path: ['services'],
  },
  users: accountList('users', 'users', 'PagerDutyUser'),
  teams: accountList('teams', 'teams', 'Team'),
  escalationPolicies: accountList('escalationPolicies', 'escalation_policies', 'EscalationPolicy'),
  priorities: {
    document: `{ pagerDutyAccount { priorities ${everyFieldOf('Priority')} } }`,
    wire: 'priorities',
    path: ['pagerDutyAccount', 'priorities'],
  },
  timeline: incidentList('timeline', 'log_entries', 'LogEntry'),
  changeEvents: accountList('changeEvents', 'change_events', 'ChangeEvent'),
  schedules: accountList('schedules', 'schedules', 'Schedule'),
  incidentWorkflows: accountList('incidentWorkflows', 'incident_workflows', 'IncidentWorkflow'),
  businessServices: accountList('businessServices', 'business_services', 'BusinessService'),
  accountLog: accountList('logEntries', 'log_entries', 'LogEntry'),
  onCall: {
    document: `{ service(by: { pagerDutyId: "PSVC001" }) { onCall { level start user { id name url } schedule ${everyFieldOf('Schedule')} } } }`,
    wire: 'oncalls',
    path: ['service', 'onCall'],
  },
  pagerDutyDestinations: {
    document: `{ pagerDutyDestinations${connectionSelection('PagerDutyDestination')} }`,
    wire: 'result',
    path: ['pagerDutyDestinations'],
  },
  notificationPolicies: {
    document: `{ cloudflareAccount { notificationPolicies${connectionSelection('NotificationPolicy', 50)} } }`,
    wire: 'result',
    path: ['cloudflareAccount', 'notificationPolicies'],
  },
  silences: {
    document: `{ cloudflareAccount { silences${connectionSelection('PolicySilence', 50)} } }`,
    wire: 'result',
    path: ['cloudflareAccount', 'silences'],
  },
  notificationHistory: {
    document: `{ cloudflareAccount { notificationHistory${connectionSelection('Notification')} } }`,
    wire: 'result',
    path: ['cloudflareAccount', 'notificationHistory'],
  },
};

function readEntries({ data }: GraphQLResponse, { path }: ListCase): readonly unknown[] | null {
  const list = path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), data);
  const entries = isObject(list) ? list['nodes'] : list;
  return Array.isArray(entries) ? entries : null;
}

/** Changes the first of several entries of the list in a response. */
const replaceFirst =
  (wire: string, change: (entry: string) => string) =>
  ({ text }: { readonly text: string }) => {
    const body: unknown = JSON.parse(text);
    const list = isObject(body) ? body[wire] : undefined;
    if (!Array.isArray(list) || list.length < 2) return {};
    return {
      text: JSON.stringify({
        ...(body as object),
        [wire]: [JSON.parse(change(JSON.stringify(list[0]))), ...list.slice(1)],
      }),
    };
  };

const entryKey = (entry: unknown) => JSON.stringify(entry);

describe.each(Object.entries(LISTS))('%s', (_, listed) => {
  test('without the unreadable entry returns the others and reports the gap', async () => {
    const before = readEntries(await rewritten.run(listed.document), listed) ?? [];
    rewritten.rewrite = replaceFirst(listed.wire, () => '{"name":"no id"}');
    const response = await rewritten.run(listed.document);
    const reported = (readEntries(response, listed) ?? []).map(entryKey);
    expect(before.length).toBeGreaterThan(1);
    expect(before.map(entryKey).filter((entry) => reported.includes(entry))).toHaveLength(before.length - 1);
    expect(response.errors).toMatchObject([
      { message: expect.stringContaining('1 entry'), path: listed.path, extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  });

  test('whatever is in one entry, the others are unchanged', async () => {
    const before = (readEntries(await rewritten.run(listed.document), listed) ?? []).map(entryKey);
    const property = fc.asyncProperty(corruptions, async (changes: readonly Corruption[]) => {
      rewritten.rewrite = replaceFirst(listed.wire, (entry) => corruptJson(entry, changes));
      const response = await rewritten.run(listed.document);
      const reported = (readEntries(response, listed) ?? []).map(entryKey);
      expect(before.filter((entry) => reported.includes(entry)).length).toBeGreaterThanOrEqual(before.length - 1);
      for (const { path = [] } of response.errors ?? []) expect(path.slice(0, listed.path.length)).toEqual(listed.path);
    });
    await fc.assert(property, propertyRuns(60));
  });
});

/** Optional parts of an incident, with the field of each. */
const INCIDENT_PARTS: Readonly<Record<string, string>> = {
  resolve_reason: 'mergedInto { id }',
  service: 'service { name }',
  escalation_policy: 'escalationPolicy { name }',
  priority: 'priority { name }',
  last_status_change_by: 'lastStatusChangeBy { name }',
  alert_counts: 'alertCounts { all }',
  incident_type: 'incidentType',
  conference_bridge: 'conferenceBridge { number }',
  html_url: 'url',
  updated_at: 'updatedAt',
  pending_actions: 'snoozedUntil',
};

test.each(Object.entries(INCIDENT_PARTS))(
  '%s of another type makes one field of the incident null',
  async (key, field) => {
    rewritten.rewrite = replaceFirst('incidents', (entry) =>
      JSON.stringify({ ...JSON.parse(entry), [key]: key.endsWith('_at') ? {} : 5 }),
    );
    const document = `{ incidents(first: 3) { nodes { number told: ${field} } } }`;
    if (key === 'html_url')
      rewritten.rewrite = replaceFirst('incidents', (entry) => JSON.stringify({ ...JSON.parse(entry), [key]: [] }));
    const { data, errors } = await rewritten.run(document);
    expect(data).toMatchObject({ incidents: { nodes: [{ told: null }, { number: expect.any(Number) }, {}] } });
    expect(errors).toMatchObject([
      { path: ['incidents', 'nodes', 0, 'told'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
    ]);
  },
);

test.each([
  ['teams', 'teams { name }'],
  ['assignments', 'assignees { name }'],
  ['acknowledgements', 'acknowledgements { at }'],
  ['pending_actions', 'pendingActions { at }'],
])('%s of another type makes the list of the incident empty, with an error', async (key, field) => {
  rewritten.rewrite = replaceFirst('incidents', (entry) => JSON.stringify({ ...JSON.parse(entry), [key]: 'x' }));
  const { data, errors } = await rewritten.run(`{ incidents(first: 3) { nodes { number told: ${field} } } }`);
  expect(data).toMatchObject({ incidents: { nodes: [{ told: [] }, { number: expect.any(Number) }, {}] } });
  expect(errors).toMatchObject([
    { path: ['incidents', 'nodes', 0, 'told'], extensions: { code: 'UPSTREAM_BAD_RESPONSE' } },
  ]);
});

test('destinations with an unreadable one are not deleted', async () => {
  rewritten.rewrite = replaceFirst('result', () => '{"name":"no id"}');
  const { sandbox } = rewritten;
  const { data, errors } = await rewritten.run(
    'mutation { deletePagerDutyDestinations(input: { expectedIds: [] }) { deletedIds userErrors { code } } }',
  );
  expect(data).toEqual({ deletePagerDutyDestinations: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE', outcome: 'NOT_SENT' } }]);
  expect(
    sandbox()
      .control.cloudflare.calls()
      .filter(({ method }) => method === 'DELETE'),
  ).toEqual([]);
});
