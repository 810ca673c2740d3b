// Deviations of the APIs from their OpenAPI documents. Each has a name and a reason in docs/upstream-quirks.md and is
// written into the document before the validation. A deviation that is no longer needed fails the validation.

import { contextDeviations } from './context-deviations.mjs';
import { fieldDefinitionDeviations, fieldValueDeviations } from './custom-field-deviations.mjs';
import { eventDeviations } from './event-deviations.mjs';
import { incidentPartDeviations } from './incident-part-deviations.mjs';
import { scheduleDeviations } from './schedule-deviations.mjs';
import { oauthClientDeviations, webhookDeviations } from './webhook-deviations.mjs';

/**
 * @typedef {object} Deviation
 * @property {string} name
 * @property {string} reason the quirk or section of docs/upstream-quirks.md
 * @property {(document: object) => void} amend
 */

const TEXT = { type: 'string' };
const orNull = (schema) => ({ anyOf: [schema, { type: 'null' }] });

/** The properties of a schema, which may be in a part of `allOf`. */
function findProperties(document, name) {
  const { properties, allOf = [] } = document.components.schemas[name];
  return properties ?? allOf.findLast((part) => part.properties).properties;
}

function allowNull(document, name, ...fields) {
  const properties = findProperties(document, name);
  for (const field of fields) properties[field] = orNull(properties[field]);
}

/** Allows expanded objects where only references are declared. */
function allowExpanded(properties, kinds) {
  for (const [field, kind] of Object.entries(kinds)) {
    const either = (schema) => ({ anyOf: [schema, { $ref: `#/components/schemas/${kind}` }] });
    const { items } = properties[field];
    properties[field] = items ? { ...properties[field], items: either(items) } : either(properties[field]);
  }
}

/** @type {readonly Deviation[]} */
const pagerduty = [
  {
    name: 'a field without a value is null',
    reason: 'PagerDuty: references and includes; PagerDuty: the incident; PagerDuty: incident types',
    amend(document) {
      allowNull(document, 'Incident', 'incident_key', 'resolved_at', 'resolve_reason', 'alert_grouping', 'priority');
      allowNull(document, 'Incident', 'conference_bridge');
      allowNull(document, 'Service', 'auto_resolve_timeout', 'acknowledgement_timeout', 'support_hours');
      allowNull(document, 'Oncall', 'schedule', 'start', 'end');
      allowNull(document, 'ScheduleLayer', 'end', 'rendered_coverage_percentage');
      allowNull(document, 'SubSchedule', 'rendered_coverage_percentage');
      allowNull(document, 'Integration', 'vendor');
      allowNull(document, 'LogEntry', 'agent');
      allowNull(document, 'Alert', 'first_trigger_log_entry');
      allowNull(document, 'IncidentType', 'description', 'parent');
    },
  },
  {
    name: '`include[]` returns expanded objects where only references are declared',
    reason: 'PagerDuty: references and includes',
    amend(document) {
      allowExpanded(findProperties(document, 'Service'), {
        escalation_policy: 'EscalationPolicy',
        teams: 'Team',
        integrations: 'Integration',
      });
      allowExpanded(findProperties(document, 'EscalationPolicy'), { teams: 'Team' });
      allowExpanded(findProperties(document, 'User'), { teams: 'Team', contact_methods: 'ContactMethod' });
      allowExpanded(findProperties(document, 'LogEntry'), { incident: 'Incident', service: 'Service', teams: 'Team' });
      allowExpanded(findProperties(document, 'MaintenanceWindow'), { services: 'Service' });
      allowExpanded(findProperties(document, 'Alert'), { incident: 'Incident', service: 'Service' });
      const { content } = document.paths['/teams/{id}/members'].get.responses[200];
      const { members } = content['application/json'].schema.allOf[1].properties;
      allowExpanded(members.items.properties, { user: 'User' });
      const onCall = findProperties(document, 'Oncall');
      allowExpanded(onCall, { user: 'User', schedule: 'Schedule', escalation_policy: 'EscalationPolicy' });
    },
  },
  {
    name: '`include[]=body` is accepted, although it is not listed',
    reason: 'quirks 36 and 121',
    amend({ components: { parameters } }) {
      for (const name of ['include_incidents', 'include_incident']) parameters[name].schema.items.enum.push('body');
    },
  },
  {
    name: '`body.details` is a string on create and may be returned as a string, also for alerts',
    reason: 'quirks 35 and 121; PagerDuty: alerts',
    amend(document) {
      const details = { anyOf: [{ type: 'object' }, TEXT] };
      findProperties(document, 'IncidentBody').details = details;
      findProperties(document, 'Alert').body.properties.details = details;
    },
  },
  {
    name: 'the channel of a log entry matches several alternatives of a `oneOf`',
    reason: 'PagerDuty: log entries',
    amend(document) {
      const { Channel } = document.components.schemas;
      [Channel.anyOf, Channel.oneOf] = [Channel.oneOf, undefined];
    },
  },
  {
    name: 'the entry of an acknowledgement has the type `acknowledge_log_entry`, not only `acknowledgement_log_entry`',
    reason: 'quirk 53',
    amend(document) {
      findProperties(document, 'AcknowledgeLogEntry').type.enum.push('acknowledge_log_entry');
    },
  },
  {
    name: '401 is plain text',
    reason: 'quirk 7',
    amend({ components: { responses } }) {
      responses.Unauthorized.content['text/plain'] = { schema: TEXT };
    },
  },
  {
    name: '`GET /users/me` with an account key: `error` is a string',
    reason: 'quirk 5',
    amend(document) {
      const declared = document.paths['/users/me'].get.responses;
      declared[400] = { content: { 'application/json': { schema: { properties: { error: TEXT } } } } };
    },
  },
  {
    name: '`GET /audit/records` is an operation',
    reason: 'PagerDuty: paging; the document is an extract without this operation',
    amend(document) {
      const body = {
        type: 'object',
        required: ['records', 'limit', 'next_cursor'],
        properties: { records: { type: 'array' }, limit: { type: 'integer' }, next_cursor: orNull(TEXT) },
      };
      const query = (name, schema = TEXT) => ({ in: 'query', name, schema });
      document.paths['/audit/records'] = {
        get: {
          operationId: 'listAuditRecords',
          parameters: [
            ...['since', 'until', 'cursor', 'limit', 'actor_id'].map((name) => query(name)),
            ...['root_resource_types[]', 'actions[]'].map((name) => query(name, { type: 'array', items: TEXT })),
          ],
          responses: {
            200: { description: 'Records', content: { 'application/json': { schema: body } } },
            400: { $ref: '#/components/responses/ArgumentError' },
          },
        },
      };
    },
  },
  {
    name: '`PUT /incidents/{id}` also returns 400',
    reason: 'quirk 16',
    amend(document) {
      document.paths['/incidents/{id}'].put.responses[400] = { $ref: '#/components/responses/ArgumentError' };
    },
  },
  {
    name: '`GET /abilities/{id}` returns 402 and 404 without a body',
    reason: 'quirk 17',
    amend(document) {
      const { responses } = document.paths['/abilities/{id}'].get;
      for (const status of [402, 404]) responses[status] = { description: 'No body' };
    },
  },
  ...contextDeviations,
  ...incidentPartDeviations,
  ...fieldValueDeviations,
  ...webhookDeviations,
];

/** @type {readonly Deviation[]} */
const pagerdutyMore = [
  ...scheduleDeviations,
  ...fieldDefinitionDeviations,
  ...oauthClientDeviations,
  ...eventDeviations,
];

/** By document. @type {Readonly<Record<string, readonly Deviation[]>>} */
export const DEVIATIONS = {
  'pagerduty-subset': pagerduty,
  'pagerduty-more': pagerdutyMore,
  'cloudflare-alerting-writes': [],
  'cloudflare-alerting': [],
};
