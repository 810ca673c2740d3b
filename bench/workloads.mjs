// The workloads of the benchmark and the goals for pagergraph.

/**
 * @typedef {object} Workload
 * @property {string} name
 * @property {string} query
 * @property {(account: { incidentIds: readonly string[], serviceId: string }) => object[]} variables
 * @property {{ ratio: number, calls?: number }} goal of pagergraph: the maximum ratio to the hand-written Apollo
 * gateway, and the maximum of upstream calls per operation
 * @property {'p50Ms'} [measure] the figure to compare instead of CPU time
 * @property {number} [identical] requests sent at once that count as one operation
 * @property {number} [latencyMs] of the upstream
 * @property {boolean} [unchanged] whether the upstream repeats the same bytes; without it, each response differs from the last
 */

/** A different filter for each of a thousand callers, so that their reads are not deduplicated. */
export const manyFilters = () =>
  Array.from({ length: 2000 }, (_, index) => ({ filter: { services: [{ pagerDutyId: `P${10_000 + index}` }] } }));

const incidentsInTurn = ({ incidentIds }) =>
  incidentIds.map((pagerDutyId) => ({ input: { incident: { pagerDutyId } } }));

export const FLAT_LIST = `query FlatList($filter: IncidentFilter) {
  incidents(first: 25, filter: $filter) { nodes { number title status urgency createdAt } }
}`;

const LIST_WITH_RELATIONS = `query ListWithRelations($filter: IncidentFilter) {
  incidents(first: 25, filter: $filter) {
    nodes { number title status urgency createdAt service { name status } assignees { name email } }
  }
}`;

const LONG_LIST = `query LongList($filter: IncidentFilter) {
  incidents(first: 100, filter: $filter) {
    nodes {
      id pagerDutyId number title status urgency dedupKey url
      createdAt updatedAt lastStatusChangeAt resolvedAt snoozedUntil incidentType isMergeable
    }
  }
}`;

const CHANGED = 'incident { id pagerDutyId number status title } userErrors { code message }';

export const DESTINATIONS = `query Destinations {
  pagerDutyDestinations(first: 100) { totalCount nodes { id cloudflareId name } }
}`;

const FLAT = { name: 'flat list of 25', query: FLAT_LIST, variables: manyFilters, goal: { ratio: 0.25, calls: 1 } };
const WITH_RELATIONS = {
  name: '25 with service and assignees',
  query: LIST_WITH_RELATIONS,
  variables: manyFilters,
  goal: { ratio: 0.15, calls: 1 },
};
const ALL_SCALARS = {
  name: '100, all scalars',
  query: LONG_LIST,
  variables: manyFilters,
  goal: { ratio: 0.26, calls: 1 },
};

/** @type {readonly Workload[]} */
export const WORKLOADS = [
  FLAT,
  WITH_RELATIONS,
  {
    name: 'the same, upstream responds after 50 ms: p50',
    query: LIST_WITH_RELATIONS,
    variables: manyFilters,
    latencyMs: 50,
    measure: 'p50Ms',
    goal: { ratio: 0.35 },
  },
  ALL_SCALARS,
  {
    name: 'trigger',
    query: `mutation Trigger($input: TriggerIncidentInput!) { triggerIncident(input: $input) { ${CHANGED} } }`,
    variables: ({ serviceId: pagerDutyId }) =>
      Array.from({ length: 2000 }, (_, index) => ({
        input: {
          service: { pagerDutyId },
          title: 'Booking API answers 500',
          urgency: 'HIGH',
          dedupKey: `key-${index}`,
        },
      })),
    goal: { ratio: 0.25, calls: 1 },
  },
  {
    name: 'acknowledge (reads first)',
    query: `mutation Acknowledge($input: AcknowledgeIncidentInput!) { acknowledgeIncident(input: $input) { ${CHANGED} } }`,
    variables: incidentsInTurn,
    goal: { ratio: 0.5, calls: 2 },
  },
  {
    name: 'resolve by id',
    query: `mutation Resolve($input: ResolveIncidentInput!) { resolveIncident(input: $input) { ${CHANGED} } }`,
    variables: incidentsInTurn,
    goal: { ratio: 0.25, calls: 1 },
  },
  { name: 'destinations', query: DESTINATIONS, variables: () => [{}], goal: { ratio: 0.12 } },
  {
    name: '50 identical at once',
    query: FLAT_LIST,
    variables: manyFilters,
    identical: 50,
    // Long enough that the last request is sent before the first response arrives.
    latencyMs: 5,
    goal: { ratio: 0.05, calls: 1 },
  },
  ...[FLAT, WITH_RELATIONS, ALL_SCALARS].map((list) => ({ ...list, name: `${list.name}, unchanged`, unchanged: true })),
];
