// What the vendors' documents do not say and their APIs do. Each exception is named, has its reason in the contracts,
// and is written into the document before that judges anything. One that nothing needs any more fails the proof.

/**
 * @typedef {object} Exception
 * @property {string} name
 * @property {string} reason where the contracts tell of it
 * @property {(document: object) => void} amend
 */

const TEXT = { type: 'string' };
const orNull = (schema) => ({ anyOf: [schema, { type: 'null' }] });

/** The properties of a schema, which may stand in one of its parts. */
function propertiesOf(document, name) {
  const { properties, allOf = [] } = document.components.schemas[name];
  return properties ?? allOf.findLast((part) => part.properties).properties;
}

function nullable(document, name, ...fields) {
  const properties = propertiesOf(document, name);
  for (const field of fields) properties[field] = orNull(properties[field]);
}

/** Where a reference or a list of them is declared, the whole objects too. */
function expandable(properties, kinds) {
  for (const [field, kind] of Object.entries(kinds)) {
    const either = (schema) => ({ anyOf: [schema, { $ref: `#/components/schemas/${kind}` }] });
    const { items } = properties[field];
    properties[field] = items ? { ...properties[field], items: either(items) } : either(properties[field]);
  }
}

/** @type {readonly Exception[]} */
const pagerduty = [
  {
    name: 'a field without a value is null',
    reason: 'pagerduty-rest sections 5, 6, 8 and 9; pagerduty-more section 6',
    amend(document) {
      nullable(document, 'Incident', 'incident_key', 'resolved_at', 'resolve_reason', 'alert_grouping', 'priority');
      nullable(document, 'Incident', 'conference_bridge');
      nullable(document, 'Service', 'auto_resolve_timeout', 'acknowledgement_timeout', 'support_hours');
      nullable(document, 'Oncall', 'schedule', 'start', 'end');
      nullable(document, 'ScheduleLayer', 'end', 'rendered_coverage_percentage');
      nullable(document, 'SubSchedule', 'rendered_coverage_percentage');
      nullable(document, 'Integration', 'vendor');
      nullable(document, 'LogEntry', 'agent');
      nullable(document, 'Alert', 'first_trigger_log_entry');
      nullable(document, 'IncidentType', 'description', 'parent');
    },
  },
  {
    name: '`include[]` puts whole objects where only references are declared',
    reason: 'pagerduty-rest section 5',
    amend(document) {
      expandable(propertiesOf(document, 'Service'), {
        escalation_policy: 'EscalationPolicy',
        teams: 'Team',
        integrations: 'Integration',
      });
      expandable(propertiesOf(document, 'EscalationPolicy'), { teams: 'Team' });
      expandable(propertiesOf(document, 'User'), { teams: 'Team', contact_methods: 'ContactMethod' });
      expandable(propertiesOf(document, 'LogEntry'), { incident: 'Incident', service: 'Service', teams: 'Team' });
      expandable(propertiesOf(document, 'Alert'), { incident: 'Incident', service: 'Service' });
      const { content } = document.paths['/teams/{id}/members'].get.responses[200];
      const { members } = content['application/json'].schema.allOf[1].properties;
      expandable(members.items.properties, { user: 'User' });
      expandable(propertiesOf(document, 'Oncall'), {
        user: 'User',
        schedule: 'Schedule',
        escalation_policy: 'EscalationPolicy',
      });
    },
  },
  {
    name: '`include[]=body` is taken, though not listed',
    reason: 'quirks 36 and 121',
    amend({ components: { parameters } }) {
      for (const name of ['include_incidents', 'include_incident']) parameters[name].schema.items.enum.push('body');
    },
  },
  {
    name: '`body.details` is text on create, and may come back as text, of alerts too',
    reason: 'quirks 35 and 121; pagerduty-rest section 8.2',
    amend(document) {
      const details = { anyOf: [{ type: 'object' }, TEXT] };
      propertiesOf(document, 'IncidentBody').details = details;
      propertiesOf(document, 'Alert').body.properties.details = details;
    },
  },
  {
    name: 'a log entry’s channel fits several of the alternatives that exclude each other',
    reason: 'pagerduty-rest section 8.3: an open set',
    amend(document) {
      const { Channel } = document.components.schemas;
      [Channel.anyOf, Channel.oneOf] = [Channel.oneOf, undefined];
    },
  },
  {
    name: 'an acknowledgement’s entry is an `acknowledge_log_entry`, not only an `acknowledgement_log_entry`',
    reason: 'quirk 53',
    amend(document) {
      propertiesOf(document, 'AcknowledgeLogEntry').type.enum.push('acknowledge_log_entry');
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
    name: '`GET /users/me` with an account key: `error` is text',
    reason: 'quirk 5',
    amend(document) {
      const declared = document.paths['/users/me'].get.responses;
      declared[400] = { content: { 'application/json': { schema: { properties: { error: TEXT } } } } };
    },
  },
  {
    name: '`GET /audit/records` is an operation',
    reason: 'pagerduty-rest section 4, cursor paging; the document is an extract without it',
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
    name: '`PUT /incidents/{id}` answers 400 too',
    reason: 'quirk 16',
    amend(document) {
      document.paths['/incidents/{id}'].put.responses[400] = { $ref: '#/components/responses/ArgumentError' };
    },
  },
  {
    name: '`GET /abilities/{id}` answers 402 and 404 without a body',
    reason: 'quirk 17',
    amend(document) {
      const { responses } = document.paths['/abilities/{id}'].get;
      for (const status of [402, 404]) responses[status] = { description: 'No body' };
    },
  },
];

/** @type {readonly Exception[]} */
const pagerdutyMore = [
  {
    name: 'a window of maintenance that is over is refused with 405 and an error body',
    reason: 'pagerduty-more section 15',
    amend(document) {
      const content = { 'application/json': { schema: { type: 'object', required: ['error'] } } };
      document.paths['/maintenance_windows/{id}'].delete.responses[405].content = content;
    },
  },
];

/** By document. @type {Readonly<Record<string, readonly Exception[]>>} */
export const EXCEPTIONS = {
  'pagerduty-subset': pagerduty,
  'pagerduty-more': pagerdutyMore,
  'cloudflare-alerting': [],
};
