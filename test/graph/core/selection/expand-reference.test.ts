import { afterEach, describe, expect, test } from '@jest/globals';
import { getNamedType, isInterfaceType, isObjectType, type GraphQLObjectType } from 'graphql';
import { createSchema } from '../../../../src/graph/schema.js';
import { isObject } from '../../../../src/shared/json.js';
import type { UpstreamResponse, ResponseChanges } from '../../../properties/rewriting-dispatcher.js';
import { rewrittenSandbox } from '../../../properties/rewritten-sandbox.js';
import { wireIncident } from '../../../upstream/pagerduty/wire-incident.js';

const rewritten = rewrittenSandbox();
const schema = createSchema();

afterEach(() => {
  rewritten.rewrite = () => ({});
});

/** The types that PagerDuty's objects refer to. */
const REFERENCED_TYPES = [
  'Agent',
  'EscalationPolicy',
  'Incident',
  'OnCall',
  'PagerDutyService',
  'PagerDutyUser',
  'Priority',
  'Schedule',
  'Team',
];

/** Fields from one object to other objects of these types, by coordinate. */
function relations(): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type));
  return types
    .filter(({ name }) => !/^(?:Query|Mutation|Subscription)$|Payload$|Result$|Edge$|Connection$/.test(name))
    .flatMap((type) => Object.values(type.getFields()).map((field) => [type, field] as const))
    .filter(([, field]) => REFERENCED_TYPES.includes(getNamedType(field.type).name))
    .map(([type, { name }]) => `${type.name}.${name}`);
}

/** All fields of an object except its relations. */
function leafFields(typeName: string): string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} is no object.`);
  return Object.values(type.getFields())
    .filter(({ type: of, args }) => args.length === 0 && !isObjectType(getNamedType(of)))
    .map(({ name }) => name);
}

const SERVICE = `${leafFields('PagerDutyService').join(' ')} escalationPolicy { name } teams { name } onCall { level }`;
const USER = leafFields('PagerDutyUser').join(' ');
const AGENT = `kind name url user { ${USER} }`;

/** For each relation, a query with all nullable fields: of the incident, or the whole operation. */
const PLACES: Readonly<Record<string, string>> = {
  'Incident.service': `service { ${SERVICE} }`,
  'Incident.escalationPolicy': `escalationPolicy { ${leafFields('EscalationPolicy').join(' ')} }`,
  'Incident.priority': `priority { ${leafFields('Priority').join(' ')} }`,
  'Incident.teams': `teams { ${leafFields('Team').join(' ')} }`,
  'Incident.assignees': `assignees { ${USER} }`,
  'Incident.lastStatusChangeBy': `lastStatusChangeBy { ${AGENT} }`,
  'Incident.mergedInto': 'mergedInto { id pagerDutyId number title url }',
  'Acknowledgement.by': `acknowledgements { by { ${AGENT} } }`,
  'LogEntry.incident': 'timeline { nodes { incident { id pagerDutyId number title url } } }',
  'LogEntry.agent': `timeline { nodes { agent { ${AGENT} } } }`,
  'IncidentNote.author': `notes { author { ${AGENT} } }`,
  'IncidentResponder.user': `responders { user { ${USER} } }`,
  'IncidentResponder.requestedBy': `responders { requestedBy { ${USER} } }`,
  'Agent.user': `lastStatusChangeBy { user { ${USER} } }`,
  'EscalationPolicy.onCall': `escalationPolicy { onCall { level user { ${USER} } } }`,
  'OnCall.user': `escalationPolicy { onCall { user { ${USER} } } }`,
  'OnCall.escalationPolicy': `escalationPolicy { onCall { escalationPolicy { ${leafFields('EscalationPolicy').join(' ')} } } }`,
  'OnCall.schedule': `escalationPolicy { onCall { schedule { ${leafFields('Schedule').join(' ')} } } }`,
  'PagerDutyService.escalationPolicy': 'service { name escalationPolicy { name } }',
  'PagerDutyService.teams': 'service { name teams { name } }',
  'PagerDutyService.onCall': 'service { name onCall { level } }',
  'MaintenanceWindow.services': `service { maintenanceWindows { nodes { services { ${SERVICE} } } } }`,
  'MaintenanceWindow.createdBy': `service { maintenanceWindows { nodes { createdBy { ${AGENT} } } } }`,
  'BusinessService.team': `{ pagerDutyAccount { businessServices { nodes { team { ${leafFields('Team').join(' ')} } } } } }`,
  'StatusUpdate.sender': `mutation { publishStatusUpdate(
    input: { incident: { pagerDutyId: "PT4KHLK" }, actor: "nina@example.com", message: "We are on it." }
  ) { statusUpdate { sender { ${AGENT} } } } }`,
};

/** Lists, searches, the parts of events, which the feed has read, and ids that PagerDuty returns without a name. */
const NOT_A_REFERENCE = [
  'BusinessServiceImpact.highestPriority',
  'ChangeEvent.services',
  'ImpactingIncidents.incidents',
  'IncidentEvent.agent',
  'IncidentEvent.incident',
  'OpenIncidentsChange.upserted',
  'PagerDutyAccount.onCalls',
  'PagerDutyAccount.priorities',
  'PagerDutyDestination.matchingServices',
  'PastIncident.incident',
  'QueuedTrigger.incident',
  'RelatedIncident.incident',
  'ScheduleOverride.user',
  'ScheduleShift.user',
  'StatusUpdateSubscriber.team',
  'StatusUpdateSubscriber.user',
];

test('every relation of the schema is tested here', () => {
  expect([...Object.keys(PLACES), ...NOT_A_REFERENCE].toSorted()).toEqual(relations().toSorted());
});

const reference = (type: string, id: string, summary: string) => ({
  id,
  type: `${type}_reference`,
  summary,
  html_url: `https://example.com/${id}`,
});
const USER_REFERENCE = reference('user', 'PNINA01', 'Nina');
const AT = '2026-01-01T10:00:00Z';

/** An incident whose relations are all references. */
const INCIDENT = wireIncident({
  service: reference('service', 'PGONE01', 'Mail'),
  escalation_policy: reference('escalation_policy', 'PGONE02', 'Mail people'),
  priority: { ...reference('priority', 'PGONE03', 'P1'), html_url: undefined },
  teams: [reference('team', 'PGONE04', 'Infrastructure')],
  assignments: [{ at: AT, assignee: USER_REFERENCE }],
  acknowledgements: [{ at: AT, acknowledger: USER_REFERENCE }],
  incidents_responders: [{ state: 'pending', user: USER_REFERENCE, requester: USER_REFERENCE }],
  last_status_change_by: USER_REFERENCE,
  resolve_reason: { type: 'merge_resolve_reason', incident: reference('incident', 'PGONE05', '[#77] All is down') },
});
const ON_CALL = {
  escalation_policy: reference('escalation_policy', 'PGONE02', 'Mail people'),
  escalation_level: 1,
  user: USER_REFERENCE,
  schedule: reference('schedule', 'PGONE06', 'Nights'),
  start: null,
  end: null,
};

const LOG_ENTRY = {
  id: 'R1',
  type: 'trigger_log_entry',
  created_at: AT,
  agent: USER_REFERENCE,
  incident: reference('incident', 'PGONE05', '[#77] All is down'),
};

const WINDOW = {
  id: 'PWIN001',
  type: 'maintenance_window',
  start_time: AT,
  end_time: '2026-01-01T12:00:00Z',
  services: [reference('service', 'PGONE01', 'Mail')],
  created_by: USER_REFERENCE,
};

const BUSINESS_SERVICE = {
  id: 'PBS0001',
  type: 'business_service',
  name: 'Shop',
  team: reference('team', 'PGONE04', 'Infrastructure'),
};

const LISTS: readonly (readonly [RegExp, object])[] = [
  [/^\/incidents\/PT4KHLK\/notes/, { notes: [{ id: 'N1', content: 'x', created_at: AT, user: USER_REFERENCE }] }],
  [/^\/incidents\/PT4KHLK\/log_entries/, { log_entries: [LOG_ENTRY], more: false }],
  [/^\/incidents\/PT4KHLK\/status_updates/, { status_update: { id: 'S1', created_at: AT, sender: USER_REFERENCE } }],
  [/^\/incidents\/PT4KHLK/, { incident: INCIDENT }],
  [/^\/incidents\?/, { incidents: [INCIDENT] }],
  [/^\/maintenance_windows/, { maintenance_windows: [WINDOW], more: false }],
  [/^\/business_services/, { business_services: [BUSINESS_SERVICE], more: false }],
  [/^\/oncalls/, { oncalls: [ON_CALL], more: false }],
];

/** The referring object exists; the referred object gets this response. */
function rewritePaths(target: (path: string) => ResponseChanges): (answered: UpstreamResponse) => ResponseChanges {
  return ({ path }) => {
    const [, body] = LISTS.find(([pattern]) => pattern.test(path)) ?? [];
    return body ? { status: 200, text: JSON.stringify(body) } : target(path);
  };
}

const errorResponse = (status: number) => ({ status, text: '{"error":{"message":"Not Found","code":2100}}' });
const notFoundRewrite = rewritePaths((path) =>
  path.startsWith('/priorities') ? { status: 200, text: '{"priorities":[],"more":false}' } : errorResponse(404),
);

/** Every leaf value by its path. */
function leafValues(value: unknown, path: readonly (string | number)[] = []): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leafValues(one, [...path, index]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, one]) => leafValues(one, [...path, key]));
  return [[path.join('.'), value]];
}

const FROM_REFERENCE = /(?:^|\.)(?:id|pagerDutyId|account|name|url|kind|number|title|level)$/;
const document = (place: string) =>
  /^(?:\{|mutation)/.test(place) ? place : `{ incident(by: { pagerDutyId: "PT4KHLK" }) { ${place} } }`;

describe.each(Object.entries(PLACES))('%s', (_, place) => {
  test('to a deleted object returns the fields of the reference, null for the rest, and no error', async () => {
    rewritten.rewrite = notFoundRewrite;
    const { data, errors } = await rewritten.run(document(place));
    expect(errors).toBeUndefined();
    const reported = leafValues(data).filter(([path]) => FROM_REFERENCE.test(path));
    expect(reported.length).toBeGreaterThan(0);
    expect(reported.filter(([, value]) => value === null)).toEqual([]);
    expect(leafValues(data).filter(([path, value]) => !FROM_REFERENCE.test(path) && value !== null)).toEqual([]);
  });

  test('to an unreadable object returns the fields of the reference, and null with an error for each other', async () => {
    rewritten.rewrite = rewritePaths(() => errorResponse(403));
    const { data, errors = [] } = await rewritten.run(document(place));
    const lost = leafValues(data).filter(([, value]) => value === null);
    expect(lost.map(([path]) => path).filter((path) => FROM_REFERENCE.test(path))).toEqual([]);
    expect(errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`).toSorted()).toEqual(
      lost.map(([path]) => `${path} UPSTREAM_FORBIDDEN`).toSorted(),
    );
  });
});

test('a page of 100 incidents by 100 users of whom 20 are deleted has no errors', async () => {
  const people = Array.from({ length: 100 }, (_, n) => reference('user', `PUSER${n}`, `Person ${n}`));
  const incidents = people.map((assignee, n) =>
    wireIncident({
      id: `PINC${n}`,
      incident_number: n + 1,
      assignments: [
        { at: AT, assignee: n % 5 === 0 ? assignee : { ...assignee, type: 'user', email: 'a@example.com' } },
      ],
    }),
  );
  rewritten.rewrite = ({ path }) =>
    path.startsWith('/incidents?')
      ? { status: 200, text: JSON.stringify({ incidents, more: false }) }
      : errorResponse(404);
  const { data, errors } = await rewritten.run(
    '{ incidents(first: 100) { nodes { assignees { name email timeZone } } } }',
  );
  expect(errors).toBeUndefined();
  const reported = leafValues(data).filter(([, value]) => value !== null);
  expect(reported.filter(([path]) => path.endsWith('.name'))).toHaveLength(100);
  expect(reported.filter(([path]) => path.endsWith('.email'))).toHaveLength(80);
});

test('while services cannot be read, an acknowledged incident still has the name of its service', async () => {
  rewritten.rewrite = rewritePaths(() => errorResponse(503));
  const { data, errors } = await rewritten.run(`mutation { acknowledgeIncident(
    input: { incident: { pagerDutyId: "PT4KHLK" }, actor: "nina@example.com" }
  ) { incident { service { name status } } userErrors { code } } }`);
  expect(data).toEqual({
    acknowledgeIncident: { incident: { service: { name: 'Mail', status: null } }, userErrors: [] },
  });
  expect(errors).toMatchObject([
    { path: ['acknowledgeIncident', 'incident', 'service', 'status'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
  ]);
});

describe('an incident merged into a deleted one', () => {
  test.each<[string, object | null]>([
    ['number status updatedAt details', { number: 77, status: 'UNKNOWN', updatedAt: null, details: null }],
    [
      'title notes { content } alerts { totalCount } timeline { totalCount }',
      { title: 'All is down', notes: null, alerts: null, timeline: null },
    ],
    ['title createdAt', null],
  ])('returns %s', async (fields, mergedInto) => {
    rewritten.rewrite = notFoundRewrite;
    expect(await rewritten.run(document(`mergedInto { ${fields} }`))).toEqual({ data: { incident: { mergedInto } } });
  });
});

test.each(['PagerDutyService', 'PagerDutyUser', 'Team', 'EscalationPolicy', 'Incident'])(
  'a deleted %s is null by its id without an error',
  async (type) => {
    rewritten.rewrite = notFoundRewrite;
    const query = `{ node(id: "pagerduty://main/${type}/PGONE01") { id } }`;
    expect(await rewritten.run(query)).toEqual({ data: { node: null } });
  },
);
