import type { FastifyInstance } from 'fastify';
import { invalidInput, missingAbility, notFound } from '../http/errors.js';
import { readIncludes, readValue, type QueryParameters } from '../http/query-parameters.js';
import type { IncidentType } from '../state/account-records.js';
import { customFields } from '../seed/custom-fields.js';
import { incidentTypes } from '../seed/incident-types.js';
import type { ListRoute } from '../http/route-types.js';
import type { PagerDutySimulator } from '../pagerduty-simulator.js';
import { renderCustomField } from '../views/custom-field.js';

/** With milliseconds, unlike other times (docs/upstream-quirks.md, "PagerDuty: incident types"). */
const CREATED_AT = '2024-02-01T09:00:00.000Z';
const [BASE_TYPE] = incidentTypes;

type TypeRoute = { Params: { type: string }; Querystring: QueryParameters };

/** Enabled types by default; not paged. */
export function addIncidentTypeRoutes(app: FastifyInstance, simulator: PagerDutySimulator): void {
  app.get<ListRoute>('/incidents/types', async ({ query }) => {
    const filter = readValue(query, 'filter') ?? 'enabled';
    if (!['enabled', 'disabled', 'all'].includes(filter)) throw invalidInput(`filter does not take ${filter}.`);
    const found = incidentTypes.filter(({ enabled }) => filter === 'all' || enabled === (filter === 'enabled'));
    return { incident_types: found.map(renderIncidentType) };
  });

  app.get<TypeRoute>('/incidents/types/:type', async ({ params }) => {
    return { incident_type: renderIncidentType(requireType(params.type)) };
  });

  /** Inherited fields are not listed (unverified). */
  app.get<TypeRoute>('/incidents/types/:type/custom_fields', async ({ params, query }) => {
    const { id: typeId } = requireType(params.type);
    if (simulator.control.switches.customFields === 'unavailable') throw missingAbility('custom_fields');
    const fields = customFields.filter(({ incidentTypeId }) => incidentTypeId === typeId);
    return { fields: fields.map((field) => renderCustomField(field, readIncludes(query).has('field_options'))) };
  });
}

function requireType(idOrName: string): IncidentType {
  const found = incidentTypes.find(({ id, name }) => [id, name].includes(idOrName));
  if (found === undefined) throw notFound();
  return found;
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
