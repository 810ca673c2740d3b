import { ENDPOINTS as CLOUDFLARE_ENDPOINTS } from '../../src/upstream/cloudflare/endpoints.js';
import { fieldValues, type TestSandbox } from '../sandbox/harness.js';
import type { EndpointName, OperationCase, OperationVariables } from './operation-case.js';
import type { TestedFault } from './injected-faults.js';

const INCIDENT = 'incident(account: $account, by: { pagerDutyId: "PINC056" })';
const PAGERDUTY_ACCOUNT = 'pagerDutyAccount(key: $account)';
const SERVICE = 'service(account: $account, by: { pagerDutyId: "PSVC001" })';
const SCHEDULE = 'schedule(account: $account, by: { pagerDutyId: "PSCHED1" })';
const CLOUDFLARE_ACCOUNT = 'cloudflareAccount(key: $account)';

/** A read: the query's field and the selection below it, and the path of the request that the faults match. */
type Read = readonly [endpoint: EndpointName, path: RegExp, field: string, selection: string];

const PAGERDUTY_READS: readonly Read[] = [
  ['listIncidents', /^\/incidents\?/, 'incidents(account: $account)', 'nodes { id }'],
  ['listPastIncidents', /\/past_incidents/, INCIDENT, 'pastIncidents { entries { pagerDutyId } }'],
  ['listRelatedIncidents', /\/related_incidents/, INCIDENT, 'relatedIncidents { entries { pagerDutyId } }'],
  ['getOutlierIncident', /\/outlier_incident/, INCIDENT, 'outlier { count }'],
  ['listNotes', /\/notes/, INCIDENT, 'notes { id }'],
  ['listSubscribers', /\/subscribers/, INCIDENT, 'statusUpdateSubscribers { nodes { __typename } }'],
  ['listAlerts', /\/alerts/, INCIDENT, 'alerts { nodes { id } }'],
  ['listLogEntries', /\/PINC056\/log_entries/, INCIDENT, 'timeline { nodes { id } }'],
  ['listRelatedChangeEvents', /\/related_change_events/, INCIDENT, 'changeEvents { entries { __typename } }'],
  ['listFieldValues', /\/custom_fields\/values/, INCIDENT, 'customFields { name }'],
  [
    'listAccountLogEntries',
    /^\/log_entries\?/,
    PAGERDUTY_ACCOUNT,
    'logEntries(until: "2026-03-18T12:00:00Z") { nodes { id } }',
  ],
  ['listChangeEvents', /^\/change_events\?/, PAGERDUTY_ACCOUNT, 'changeEvents { nodes { id } }'],
  ['listUsers', /^\/users\?/, PAGERDUTY_ACCOUNT, 'users { nodes { id } }'],
  ['listEscalationPolicies', /^\/escalation_policies\?/, PAGERDUTY_ACCOUNT, 'escalationPolicies { nodes { id } }'],
  ['listTeams', /^\/teams\?/, PAGERDUTY_ACCOUNT, 'teams { nodes { id } }'],
  ['listPriorities', /^\/priorities/, PAGERDUTY_ACCOUNT, 'priorities { id }'],
  ['listSchedules', /^\/schedules\?/, PAGERDUTY_ACCOUNT, 'schedules { nodes { id } }'],
  ['listOnCalls', /^\/oncalls/, PAGERDUTY_ACCOUNT, 'onCalls { level }'],
  ['listIncidentTypes', /^\/incidents\/types(\?|$)/, PAGERDUTY_ACCOUNT, 'incidentTypes { name }'],
  [
    'listCustomFields',
    /^\/incidents\/types\/PTYPE01\/custom_fields/,
    PAGERDUTY_ACCOUNT,
    'incidentTypes { customFields { name } }',
  ],
  ['listBusinessServices', /^\/business_services\?/, PAGERDUTY_ACCOUNT, 'businessServices { nodes { id } }'],
  ['listImpacts', /^\/business_services\/impacts/, PAGERDUTY_ACCOUNT, 'impactedBusinessServices { services { id } }'],
  [
    'listImpactors',
    /^\/business_services\/impactors/,
    PAGERDUTY_ACCOUNT,
    'impactedBusinessServices { services { impactingIncidents { hasMore } } }',
  ],
  ['listIncidentWorkflows', /^\/incident_workflows\?/, PAGERDUTY_ACCOUNT, 'incidentWorkflows { nodes { id } }'],
  ['listServices', /^\/services\?/, 'services(account: $account)', 'nodes { id }'],
  ['getService', /^\/services\/PSVC001/, SERVICE, 'id'],
  ['listChangeEventsOfService', /\/change_events/, SERVICE, 'changeEvents { nodes { id } }'],
  ['getSchedule', /^\/schedules\/PSCHED1/, SCHEDULE, 'id'],
  ['listOverrides', /\/overrides/, SCHEDULE, 'overrides { id }'],
  ['listMaintenanceWindows', /^\/maintenance_windows\?/, 'maintenanceWindows(account: $account)', 'nodes { id }'],
];

/** Objects that are read by their global ids: endpoint, path, and the end of the id. */
const NODE_READS: readonly (readonly [endpoint: EndpointName, path: RegExp, id: string])[] = [
  ['getAlert', /\/alerts\/PALRT0076/, 'Alert/PINC056/PALRT0076'],
  ['getLogEntry', /^\/log_entries\/RLOG0389/, 'LogEntry/RLOG0389'],
  ['getChangeEvent', /^\/change_events\/\w+/, 'ChangeEvent/01HARBRLINECHANGE000000008'],
  ['getUser', /^\/users\/PUSR001/, 'PagerDutyUser/PUSR001'],
  ['getEscalationPolicy', /^\/escalation_policies\/PESC001/, 'EscalationPolicy/PESC001'],
  ['getTeam', /^\/teams\/PTEAM01/, 'Team/PTEAM01'],
  ['getMaintenanceWindow', /^\/maintenance_windows\/PMW0001/, 'MaintenanceWindow/PMW0001'],
  ['getBusinessService', /^\/business_services\/PBS0001/, 'BusinessService/PBS0001'],
  ['getIncidentWorkflow', /^\/incident_workflows\/PWF0001/, 'IncidentWorkflow/PWF0001'],
];

const CLOUDFLARE_READS: readonly Read[] = [
  ['getPagerDutyEligibility', /\/destinations\/eligible/, CLOUDFLARE_ACCOUNT, 'pagerDutyEligibility { eligible }'],
  ['listAlertTypes', /\/available_alerts/, CLOUDFLARE_ACCOUNT, 'alertTypes { nodes { type } }'],
  ['listPolicies', /\/policies(\?|$)/, CLOUDFLARE_ACCOUNT, 'notificationPolicies { nodes { id } }'],
  ['listSilences', /\/silences/, CLOUDFLARE_ACCOUNT, 'silences { nodes { id } }'],
  ['listHistory', /\/history/, CLOUDFLARE_ACCOUNT, 'notificationHistory { nodes { id } }'],
];

/** Reads of mutations that write nothing here: the endpoint, the path, the mutation and its variables. */
const MUTATION_READS: readonly (readonly [
  endpoint: EndpointName,
  path: RegExp,
  mutation: string,
  variables: (stage: TestSandbox) => Promise<OperationVariables>,
])[] = [
  [
    'listWebhookDestinations',
    /\/destinations\/webhooks/,
    `mutation ($account: String, $webhooks: [String!]!) { answer: createNotificationPolicy(input: {
      account: $account, name: "Dry", alertType: "dos_attack_l7", webhookIds: $webhooks, dryRun: true
    }) { userErrors { code } } }`,
    async (stage) => ({
      webhooks: fieldValues((await stage.cloudflare('/destinations/webhooks')).json['result'], 'id'),
    }),
  ],
  [
    'getPolicy',
    /\/policies\/\w+/,
    `mutation ($account: String, $policy: ID!) {
      answer: deleteNotificationPolicy(input: { account: $account, policy: $policy, dryRun: true }) { userErrors { code } }
    }`,
    async (stage) => ({ policy: fieldValues((await stage.cloudflare('/policies')).json['result'], 'id')[0] }),
  ],
];

/** A complete response has a value for every selected field. */
const summarizeRead: OperationCase['summarizeResponse'] = (response) => {
  const text = JSON.stringify(response);
  return text === '{}' || text.includes('null') ? 'nothing' : 'read';
};

/** Reads of features that a plan can lack: a 403 is not an error. */
export const FORBIDDEN_MEANS_UNAVAILABLE: ReadonlySet<EndpointName> = new Set([
  'listPastIncidents',
  'listRelatedIncidents',
  'getOutlierIncident',
  'listRelatedChangeEvents',
  'listFieldValues',
]);

function toCase(
  endpoint: EndpointName,
  path: RegExp,
  document: string,
  variables: OperationCase['variables'] = async () => ({}),
): readonly [EndpointName, OperationCase] {
  const isCloudflare = endpoint in CLOUDFLARE_ENDPOINTS;
  return [
    endpoint,
    {
      upstream: isCloudflare ? 'cloudflare' : 'pagerduty',
      endpoint,
      document,
      variables,
      matches: ({ method, path: requested }) => method === 'GET' && path.test(requested),
      summarizeResponse: summarizeRead,
      readState: async () => '',
    },
  ];
}

/** One operation for each endpoint that reads, by the name of the endpoint. */
export const READ_OPERATIONS: ReadonlyMap<EndpointName, OperationCase> = new Map([
  ...[...PAGERDUTY_READS, ...CLOUDFLARE_READS].map(([endpoint, path, field, selection]) =>
    toCase(endpoint, path, `query ($account: String) { answer: ${field} { ${selection} } }`),
  ),
  ...NODE_READS.map(([endpoint, path, id]) =>
    toCase(endpoint, path, 'query ($id: ID!) { answer: node(id: $id) { id } }', async (_, account) => ({
      id: `pagerduty://${account}/${id}`,
    })),
  ),
  ...MUTATION_READS.map(([endpoint, path, document, variables]) => toCase(endpoint, path, document, variables)),
]);

/**
 * One or two faults of each effect, because all reads are retried alike. What differs is what becomes of an unreadable or
 * refused response. `CODE` is the fault's own code.
 */
export const READ_FAULTS: readonly (readonly [fault: TestedFault, told: string, requests: number])[] = [
  ['503', 'read', 2],
  ['lost', 'read', 2],
  ['bad-chunk', 'CODE', 1],
  ['wrong-shape', 'CODE', 1],
  ['429-bare', 'read', 2],
  ['429-hour', 'CODE', 1],
  ['echoed-credential', 'CODE', 1],
];
