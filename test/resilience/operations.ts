import { fieldValues, toList, textField, type Json, type TestSandbox } from '../sandbox/harness.js';
import { INCIDENT_EDIT_OPERATIONS } from './incident-edit-operations.js';
import { INCIDENT_PART_OPERATIONS } from './incident-part-operations.js';
import {
  describeChanged,
  findTriggeredIncident,
  readStatus,
  TITLE,
  type OperationCase,
  type OperationVariables,
} from './operation-case.js';
import { OVERRIDE_OPERATIONS } from './override-operations.js';

const SERVICE = { pagerDutyId: 'PSVC001' };

async function readTags(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}/custom_fields/values`);
  const tags = toList(json['custom_fields']).find((field) => textField(field, 'name') === 'tags')?.['value'];
  return tags === null ? 'untagged' : 'tagged';
}

async function countCreated(stage: TestSandbox): Promise<string> {
  const { json } = await stage.pagerduty('/incidents?date_range=all&limit=100&sort_by=created_at:desc');
  return `${fieldValues(json['incidents'], 'title').filter((title) => title === TITLE).length} made`;
}

async function listDestinations(stage: TestSandbox): Promise<string> {
  return `${toList((await stage.cloudflare('/destinations/pagerduty')).json['result']).length} destinations`;
}

async function listPolicies(stage: TestSandbox): Promise<readonly Json[]> {
  return toList((await stage.cloudflare('/policies')).json['result']);
}

async function listSilences(stage: TestSandbox): Promise<readonly Json[]> {
  return toList((await stage.cloudflare('/silences')).json['result']);
}

async function countSilences(stage: TestSandbox): Promise<string> {
  return `${(await listSilences(stage)).length} silences`;
}

/** An hour from now. The gateway compares with the real time, so the sandbox must not stay in the past. */
function inAnHour(stage: TestSandbox): string {
  stage.advanceClock(Math.max(0, Date.now() - stage.timers.now()));
  return new Date(Date.now() + 3_600_000).toISOString();
}

/** The seeded policy without a PagerDuty destination. */
async function findChatPolicy(stage: TestSandbox): Promise<Json | undefined> {
  return (await listPolicies(stage)).find((policy) => textField(policy, 'name') === 'Certificates in chat');
}

/** By the clock of the gateway, because that of the sandbox stands still. */
const inTwoHours = () => new Date(Date.now() + 7_200_000).toISOString();

/** Open windows that a case made; the seeded ones have other descriptions. */
async function countOpenWindows(stage: TestSandbox): Promise<string> {
  const { json } = await stage.pagerduty(`/maintenance_windows?filter=open&query=${encodeURIComponent(TITLE)}`);
  return `${toList(json['maintenance_windows']).length} open`;
}

const CREATED_LABELS = new Map<unknown, string>([
  [true, 'created'],
  [false, 'found'],
  [null, 'unclear'],
]);
const describeCreated = (payload: Json) => CREATED_LABELS.get(payload['created']) ?? '';

const CONNECT = /\/destinations\/pagerduty\/connect/;
const LIST = /\/destinations\/pagerduty$/;

/** Each takes `$account`. */
export const OPERATIONS = {
  'read an incident': {
    upstream: 'pagerduty',
    endpoint: 'getIncident',
    document:
      'query ($account: String, $incident: IncidentRef!) { answer: incident(account: $account, by: $incident) { number } }',
    variables: findTriggeredIncident,
    matches: ({ method, path }) => method === 'GET' && /^\/incidents\/\w+/.test(path),
    summarizeResponse: () => 'read',
    readState: async () => '',
  },
  acknowledge: {
    upstream: 'pagerduty',
    endpoint: 'acknowledgeIncident',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: acknowledgeIncident(input: { account: $account, incident: $incident, actor: "tomasz.wilk@example.com" }) { changed userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: describeChanged,
    readState: readStatus,
  },
  resolve: {
    upstream: 'pagerduty',
    endpoint: 'resolveIncident',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: resolveIncident(input: { account: $account, incident: $incident }) { changed userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: describeChanged,
    readState: readStatus,
  },
  ...INCIDENT_PART_OPERATIONS,
  ...INCIDENT_EDIT_OPERATIONS,
  ...OVERRIDE_OPERATIONS,
  'set custom fields': {
    upstream: 'pagerduty',
    endpoint: 'setFieldValues',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: setIncidentCustomFields(input: {
        account: $account, incident: $incident, fields: [{ name: "tags", value: ["${TITLE}"] }]
      }) { changed userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: describeChanged,
    readState: readTags,
  },
  create: {
    upstream: 'pagerduty',
    endpoint: 'createIncident',
    document: `mutation ($account: String, $service: ServiceRef!, $title: String!) {
      answer: triggerIncident(input: { account: $account, service: $service, title: $title }) { created userErrors { code } }
    }`,
    variables: async () => ({ service: SERVICE, title: TITLE }),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: describeCreated,
    readState: countCreated,
  },
  'keyed create': {
    upstream: 'pagerduty',
    endpoint: 'createIncident',
    document: `mutation ($account: String, $service: ServiceRef!, $title: String!) {
      answer: triggerIncident(input: {
        account: $account, service: $service, title: $title, dedupKey: "bad/day", onDuplicate: RETURN_EXISTING
      }) { created userErrors { code } }
    }`,
    variables: async () => ({ service: SERVICE, title: TITLE }),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: describeCreated,
    readState: countCreated,
  },
  'alert event': {
    upstream: 'pagerduty',
    endpoint: 'sendEvent',
    document: `mutation ($account: String) {
      answer: sendAlertEvent(input: {
        account: $account, integration: "website-edge", event: { trigger: { summary: "${TITLE}", source: "kiosk-7", severity: ERROR } }
      }) { accepted userErrors { code } }
    }`,
    variables: async () => ({}),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'sent',
    async readState(stage) {
      stage.advanceClock(60_000); // an event becomes an incident a moment later
      return countCreated(stage);
    },
  },
  'change event': {
    upstream: 'pagerduty',
    endpoint: 'sendChangeEvent',
    document: `mutation ($account: String) {
      answer: sendChangeEvent(input: { account: $account, integration: "kiosks", summary: "${TITLE}" }) { accepted userErrors { code } }
    }`,
    variables: async () => ({}),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'sent',
    async readState(stage) {
      const { json } = await stage.pagerduty('/services/PSVC008/change_events');
      return `${fieldValues(json['change_events'], 'summary').length} sent`;
    },
  },
  'start workflow': {
    upstream: 'pagerduty',
    endpoint: 'startIncidentWorkflow',
    document: `mutation ($account: String, $incident: IncidentRef!, $workflow: IncidentWorkflowRef!) {
      answer: startIncidentWorkflow(input: { account: $account, incident: $incident, workflow: $workflow }) {
        instanceId userErrors { code }
      }
    }`,
    async variables(stage) {
      return { ...(await findTriggeredIncident(stage)), workflow: { pagerDutyId: 'PWF0001' } };
    },
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'started',
    async readState({ sandbox }) {
      return `${sandbox.control.pagerduty.calls().filter(({ method }) => method === 'POST').length} started`;
    },
  },
  'create window': {
    upstream: 'pagerduty',
    endpoint: 'createMaintenanceWindow',
    document: `mutation ($account: String, $service: ServiceRef!, $title: String!, $end: DateTime!) {
      answer: createMaintenanceWindow(input: { account: $account, services: [$service], end: $end, description: $title }) {
        window { status } userErrors { code }
      }
    }`,
    variables: async () => ({ service: SERVICE, title: TITLE, end: inTwoHours() }),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'made',
    readState: countOpenWindows,
  },
  'end window': {
    upstream: 'pagerduty',
    endpoint: 'endMaintenanceWindow',
    document: `mutation ($account: String, $id: String!) {
      answer: endMaintenanceWindow(input: { account: $account, window: { pagerDutyId: $id } }) { ending userErrors { code } }
    }`,
    async variables(stage) {
      const services = [{ id: SERVICE.pagerDutyId, type: 'service_reference' }];
      const times = { start_time: '2026-03-18T12:00:00Z', end_time: inTwoHours() };
      const body = { maintenance_window: { ...times, description: TITLE, services } };
      const { json } = await stage.pagerduty('/maintenance_windows', { body });
      return { id: textField(json['maintenance_window'], 'id') };
    },
    matches: ({ method }) => method === 'DELETE',
    summarizeResponse: (payload) => textField(payload, 'ending'),
    readState: countOpenWindows,
  },
  'list destinations': {
    upstream: 'cloudflare',
    endpoint: 'listPagerDutyDestinations',
    document: 'query ($account: String) { answer: pagerDutyDestinations(account: $account) { totalCount } }',
    variables: async () => ({}),
    matches: ({ method, path }) => method === 'GET' && LIST.test(path),
    summarizeResponse: ({ totalCount }) => `${Number(totalCount)} listed`,
    readState: async () => '',
  },
  'connect token': {
    upstream: 'cloudflare',
    endpoint: 'createConnectToken',
    document: `mutation ($account: String) {
      answer: createPagerDutyConnectToken(input: { account: $account }) { token userErrors { code } }
    }`,
    variables: async () => ({}),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'made',
    async readState({ sandbox }) {
      return `${sandbox.control.cloudflare.calls().filter(({ method }) => method === 'POST').length} made`;
    },
  },
  link: {
    upstream: 'cloudflare',
    endpoint: 'linkPagerDuty',
    document: `mutation ($account: String, $token: String!) {
      answer: connectPagerDuty(input: { account: $account, token: $token }) { connectionId userErrors { code } }
    }`,
    async variables(stage) {
      const response = await stage.cloudflare('/destinations/pagerduty/connect', { method: 'POST' });
      const token = textField(response.json['result'], 'id');
      const form = new URLSearchParams({ token, service: 'Ticket Delivery' });
      await fetch(stage.sandbox.cloudflare.consentUrl.split('?')[0] ?? '', { method: 'POST', body: form });
      return { token };
    },
    matches: ({ method, path }) => method === 'GET' && CONNECT.test(path),
    summarizeResponse: () => 'linked',
    readState: listDestinations,
  },
  attach: {
    upstream: 'cloudflare',
    endpoint: 'replacePolicy',
    document: `mutation ($account: String, $policy: ID!, $destination: ID!) {
      answer: attachDestination(input: { account: $account, policy: $policy, destination: $destination }) { changed userErrors { code } }
    }`,
    async variables(stage) {
      const [destination] = fieldValues((await stage.cloudflare('/destinations/pagerduty')).json['result'], 'id');
      return { policy: (await findChatPolicy(stage))?.['id'], destination };
    },
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: describeChanged,
    async readState(stage) {
      const attached = (await findChatPolicy(stage))?.['mechanisms']?.['pagerduty'];
      return `${attached ? toList(attached).length : 0} attached`;
    },
  },
  'create policy': {
    upstream: 'cloudflare',
    endpoint: 'createPolicy',
    document: `mutation ($account: String) {
      answer: createNotificationPolicy(input: {
        account: $account, name: "${TITLE}", alertType: "dos_attack_l7", emails: ["oncall@example.com"]
      }) { created userErrors { code } }
    }`,
    variables: async () => ({}),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: describeCreated,
    async readState(stage) {
      return `${(await listPolicies(stage)).filter((policy) => textField(policy, 'name') === TITLE).length} made`;
    },
  },
  'update policy': {
    upstream: 'cloudflare',
    endpoint: 'replacePolicy',
    document: `mutation ($account: String, $policy: ID!) {
      answer: updateNotificationPolicy(input: { account: $account, policy: $policy, enabled: false }) { changed userErrors { code } }
    }`,
    variables: async (stage) => ({ policy: (await findChatPolicy(stage))?.['id'] }),
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: describeChanged,
    readState: async (stage) => ((await findChatPolicy(stage))?.['enabled'] ? 'enabled' : 'disabled'),
  },
  'delete policy': {
    upstream: 'cloudflare',
    endpoint: 'deletePolicy',
    document: `mutation ($account: String, $policy: ID!) {
      answer: deleteNotificationPolicy(input: { account: $account, policy: $policy }) { deletedId userErrors { code } }
    }`,
    variables: async (stage) => ({ policy: (await findChatPolicy(stage))?.['id'] }),
    matches: ({ method }) => method === 'DELETE',
    summarizeResponse: ({ deletedId }) => (deletedId ? 'deleted' : 'kept'),
    readState: async (stage) => ((await findChatPolicy(stage)) ? 'there' : 'gone'),
  },
  silence: {
    upstream: 'cloudflare',
    endpoint: 'createSilence',
    document: `mutation ($account: String, $policy: ID!, $end: DateTime!) {
      answer: createPolicySilence(input: { account: $account, policy: $policy, end: $end }) { created userErrors { code } }
    }`,
    async variables(stage) {
      stage.sandbox.control.cloudflare.setSwitches({ silenceHiddenReads: 0 });
      return { policy: (await findChatPolicy(stage))?.['id'], end: inAnHour(stage) };
    },
    matches: ({ method }) => method === 'POST',
    summarizeResponse: describeCreated,
    readState: countSilences,
  },
  'end silence': {
    upstream: 'cloudflare',
    endpoint: 'deleteSilence',
    document: `mutation ($account: String, $silence: ID!) {
      answer: endPolicySilence(input: { account: $account, silence: $silence }) { ended userErrors { code } }
    }`,
    async variables(stage) {
      stage.sandbox.control.cloudflare.setSwitches({ silenceHiddenReads: 0 });
      const policy = (await findChatPolicy(stage))?.['id'];
      const end = inAnHour(stage);
      const body = [{ policy_id: policy, start_time: '2026-01-01T00:00:00Z', end_time: end }];
      await stage.cloudflare('/silences', { body });
      return { silence: (await listSilences(stage)).at(-1)?.['id'] };
    },
    matches: ({ method }) => method === 'DELETE',
    summarizeResponse: ({ ended }) => (ended ? 'ended' : 'over'),
    readState: countSilences,
  },
  delete: {
    upstream: 'cloudflare',
    endpoint: 'deletePagerDutyDestinations',
    document: `mutation ($account: String, $ids: [ID!]!) {
      answer: deletePagerDutyDestinations(input: { account: $account, expectedIds: $ids }) { deletedIds userErrors { code } }
    }`,
    async variables(stage) {
      return { ids: fieldValues((await stage.cloudflare('/destinations/pagerduty')).json['result'], 'id') };
    },
    matches: ({ method }) => method === 'DELETE',
    summarizeResponse: ({ deletedIds }) => `${toList(deletedIds).length} deleted`,
    readState: listDestinations,
  },
} satisfies Record<string, OperationCase>;

export type OperationName = keyof typeof OPERATIONS;
