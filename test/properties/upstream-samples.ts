import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

/** Responses in the form of the upstreams (docs/upstream-quirks.md), with invented ids. */

const page = { limit: 25, offset: 0, more: false, total: null };
const reference = (id: string, type: string) => ({ id, type, summary: 'Mail', html_url: 'https://example.com/' });
const SERVICE = {
  ...reference('PIJ90N7', 'service'),
  name: 'Mail',
  status: 'active',
  teams: [reference('PQ9', 'team')],
};
const ALERT = { id: 'QA1', status: 'triggered', created_at: '2026-01-01T10:00:00Z', body: { details: { disk: 99 } } };
const LOG_ENTRY = {
  ...reference('R1', 'acknowledge_log_entry'),
  created_at: '2026-01-01T10:00:00Z',
  agent: reference('PX', 'user_reference'),
  channel: { type: 'web_ui' },
};
const FIELD = { id: 'PF1', name: 'environment', data_type: 'string', field_type: 'single_value_fixed' };

const WINDOW = {
  ...reference('PMW1', 'maintenance_window'),
  start_time: '2026-01-01T10:00:00Z',
  end_time: '2026-01-01T12:00:00Z',
  description: 'Upgrade',
  services: [reference('PIJ90N7', 'service_reference')],
  created_by: reference('PX', 'user_reference'),
};
const SHIFT = { start: '2026-01-01T10:00:00Z', end: '2026-01-02T10:00:00Z', user: null };

export const PAGERDUTY_RESPONSES: readonly unknown[] = [
  { incident: wireIncident() },
  { incidents: [wireIncident(), wireIncident({ id: 'P2' })], ...page },
  { service: SERVICE },
  { services: [SERVICE], ...page },
  { user: { ...reference('PX', 'user'), email: 'a@example.com', http_cal_url: 'https://secret.example/' } },
  { notes: [{ id: 'N1', content: 'x', created_at: '2026-01-01T10:00:00Z', user: reference('PX', 'user_reference') }] },
  {
    responder_request: {
      responder_request_targets: [
        {
          responder_request_target: {
            id: 'PX',
            type: 'user',
            incidents_responders: [{ state: 'pending', user: reference('PX', 'user_reference') }],
          },
        },
      ],
    },
  },
  { responder_request_targets: [{ id: 'PX', type: 'user_reference', result: 'cancelled' }] },
  { status_update: { id: 'S1', message: 'x', sender: reference('PX', 'user_reference') } },
  { subscribers: [{ subscriber_id: 'PX', subscriber_type: 'user', subscribed_via: null }], ...page },
  { subscriptions: [{ subscriber_id: 'PX', subscriber_type: 'user', result: 'success' }] },
  { alerts: [ALERT], ...page },
  { log_entries: [LOG_ENTRY], ...page },
  { business_service: { ...reference('PBS1', 'business_service'), name: 'Shop', team: null } },
  { limit: 100, more: false, services: [{ id: 'PBS1', name: 'Shop', type: 'business_service', status: 'impacted' }] },
  { incident_workflow: { ...reference('PWF1', 'incident_workflow'), name: 'Call', is_enabled: true } },
  { incident_workflow_instance: { id: 'PG1', incident: reference('PINC1', 'incident_reference') } },
  { maintenance_window: WINDOW },
  { maintenance_windows: [WINDOW], ...page },
  { past_incidents: [{ incident: { id: 'P2', title: 'Mail', created_at: '2026-01-01T10:00:00Z' }, score: 46.8 }] },
  {
    related_incidents: [
      {
        incident: { id: 'P3', title: 'Queue', created_at: '2026-01-01T10:00:00Z' },
        relationships: [{ type: 'service_dependency', metadata: { dependent_services: { id: 'PIJ90N7' } } }],
      },
    ],
  },
  { outlier_incident: { incident: { id: 'P1', occurrence: { count: 1, frequency: 0.04, category: 'rare' } } } },
  {
    change_events: [
      {
        id: '01CHANGE',
        type: 'change_event',
        timestamp: '2026-01-01T10:00:00Z',
        services: [{ id: 'PIJ90N7', type: 'service_reference' }],
        links: [{ href: 'https://example.com/' }],
        correlation_reason: { reason: 'most_recent' },
      },
    ],
    limit: null,
    offset: null,
    total: null,
    more: false,
  },
  {
    oncalls: [{ escalation_level: 1, user: reference('PX', 'user'), schedule: null, start: null, end: null }],
    ...page,
  },
  {
    schedule: {
      ...reference('PS1', 'schedule'),
      final_schedule: {
        rendered_schedule_entries: [SHIFT],
      },
    },
  },
  { schedules: [reference('PS1', 'schedule')], ...page },
  { incident_types: [{ ...reference('PT1', 'incident_type'), name: 'incident_default', parent: null }] },
  { fields: [{ ...FIELD, type: 'field', field_options: [{ data: { data_type: 'string', value: 'production' } }] }] },
  { custom_fields: [{ ...FIELD, type: 'field_value', value: 'production' }] },
  { overrides: [{ id: 'PO1', ...SHIFT }] },
  [{ status: 201, override: { id: 'PO1', ...SHIFT } }],
  [{ status: 400, errors: ['Override must end after its start'], override: SHIFT }],
  { access_token: 'pdus+_0xx', scope: 'incidents.read', token_type: 'bearer', expires_in: 86_400 },
  { error: { message: 'Invalid Input Provided', code: 2001, errors: ['Title can’t be blank'] } },
  { error: { message: 'Invalid Schedule', code: 3001, errors: { 'layers.0.start': ['is missing'], name: 'x' } } },
  { error: ['links should have at most 50 item(s)'] },
  { error: 'account-level access token' },
];

export const CLOUDFLARE_RESPONSES: readonly unknown[] = [
  {
    success: true,
    errors: [],
    messages: [],
    result: [{ id: 's1', policy_id: 'p1', start_time: '2026-01-01T00:00:00Z', end_time: '2026-01-02T00:00:00Z' }],
  },
  { success: true, errors: [], messages: [], result: [{ id: 'd1', name: 'Mail' }] },
  { success: true, errors: null, messages: null, result: null },
  {
    success: true,
    errors: [],
    messages: [{ code: 1, message: 'noted' }],
    result: { id: 'a313ba7d3e464c0ea40808fafbc3816a' },
  },
  {
    success: true,
    errors: [],
    messages: [],
    result: [
      { id: 'p1', name: 'x', enabled: true, mechanisms: { pagerduty: [{ id: 'd1' }], email: null }, filters: {} },
    ],
    result_info: { page: 1, per_page: 25, count: 1, total_count: 1 },
  },
  {
    success: true,
    errors: [],
    messages: [],
    result: { pagerduty: { eligible: true, ready: true, type: 'pagerduty' } },
  },
  {
    success: true,
    errors: [],
    messages: [],
    result: {
      Origin: [
        {
          type: 'x',
          filter_options: [{ Key: 'slo', Range: '0-1', AvailableValues: [{ ID: '99.9', Description: 'x' }] }],
        },
      ],
    },
  },
  {
    success: false,
    errors: [
      {
        code: 10000,
        message: 'Authentication error',
        documentation_url: 'https://developers.example/',
        source: { pointer: '/x' },
        error_chain: [{ code: 6111, message: 'Invalid format for Authorization header' }],
      },
    ],
    messages: [{ message: 'see the documentation' }],
    result: null,
  },
];

export const EVENTS_RESPONSES: readonly unknown[] = [
  { status: 'success', message: 'Event processed', dedup_key: 'db03/disk' },
  { status: 'invalid event', message: 'Event object is invalid', errors: ["'routing_key' is invalid"] },
  { error: ['too large'] },
];
