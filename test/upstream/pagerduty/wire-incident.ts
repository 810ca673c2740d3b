/**
 * An incident as PagerDuty sends it without `include[]` (docs/upstream-quirks.md, PagerDuty: the incident), with
 * invented ids.
 */
export function wireIncident(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'PT4KHLK',
    type: 'incident',
    summary: '[#1234] The server is on fire.',
    html_url: 'https://example.pagerduty.com/incidents/PT4KHLK',
    incident_number: 1234,
    title: 'The server is on fire.',
    created_at: '2026-01-01T10:00:00Z',
    updated_at: '2026-01-01T10:05:00Z',
    status: 'acknowledged',
    incident_key: null,
    service: { id: 'PIJ90N7', type: 'service_reference', summary: 'Mail' },
    assignments: [{ at: '2026-01-01T10:00:00Z', assignee: { id: 'PXPGF42', type: 'user_reference' } }],
    acknowledgements: null,
    priority: null,
    teams: [],
    pending_actions: [{ type: 'resolve', at: '2026-01-01T14:00:00Z' }],
    urgency: 'high',
    ...changes,
  };
}
