import type { FastifyInstance } from 'fastify';
import { invalidInput, notFound } from '../http/errors.js';
import { readValue } from '../http/query-parameters.js';
import type { IncidentType } from '../state/account-records.js';
import { incidentTypes } from '../seed/incident-types.js';
import type { ListRoute } from '../http/route-types.js';

/** With milliseconds, unlike other times (docs/upstream-quirks.md, "PagerDuty: incident types"). */
const CREATED_AT = '2024-02-01T09:00:00.000Z';
const [BASE_TYPE] = incidentTypes;

/** Enabled types by default; not paged. */
export function addIncidentTypeRoutes(app: FastifyInstance): void {
  app.get<ListRoute>('/incidents/types', async ({ query }) => {
    const filter = readValue(query, 'filter') ?? 'enabled';
    if (!['enabled', 'disabled', 'all'].includes(filter)) throw invalidInput(`filter does not take ${filter}.`);
    const found = incidentTypes.filter(({ enabled }) => filter === 'all' || enabled === (filter === 'enabled'));
    return { incident_types: found.map(renderIncidentType) };
  });

  app.get<{ Params: { type: string } }>('/incidents/types/:type', async ({ params }) => {
    const found = incidentTypes.find(({ id, name }) => [id, name].includes(params.type));
    if (found === undefined) throw notFound();
    return { incident_type: renderIncidentType(found) };
  });
}

function renderIncidentType(type: IncidentType): object {
  return {
    type: 'incident_type',
    id: type.id,
    name: type.name,
    display_name: type.displayName,
    description: type.description,
    enabled: type.enabled,
    parent: type === BASE_TYPE ? null : { id: BASE_TYPE?.id, type: 'incident_type_reference' },
    created_at: CREATED_AT,
    updated_at: CREATED_AT,
  };
}
