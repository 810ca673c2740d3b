// The workloads of the benchmark and the goals for pagergraph.

/**
 * @typedef {object} Workload
 * @property {string} name
 * @property {string} query
 * @property {(account?: { incidentIds: readonly string[], serviceId: string }) => object[]} variables
 * @property {import('./targets.mjs').Goal} goal of pagergraph
 * @property {number} [identical] requests sent at once that count as one operation
 * @property {number} [callers]
 * @property {number} [perSecond] rate of operations; unlimited by default
 * @property {number} [seconds] of one round; those of the run by default
 * @property {number} [latencyMs] of the upstream
 * @property {boolean} [unchanged] whether the upstream repeats the same bytes; without it, each response differs from the last
 */

export const CLOUDFLARE_ACCOUNT_ID = '5a4db0c5'.repeat(4);

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

/** As fast as the gateway that does nothing beside it. */
const SAME_CALLS = { ratioTo: { mercurius: 1.1 }, calls: 1 };
/** Where upstream calls can be saved. */
const FEWER_CALLS = { ratioTo: { mercurius: 0.6 }, calls: 1 };

const FLAT = { name: 'flat list of 25', query: FLAT_LIST, variables: manyFilters, goal: SAME_CALLS };
const WITH_RELATIONS = {
  name: '25 with service and assignees',
  query: LIST_WITH_RELATIONS,
  variables: manyFilters,
  goal: FEWER_CALLS,
};
const ALL_SCALARS = { name: '100, all scalars', query: LONG_LIST, variables: manyFilters, goal: SAME_CALLS };

/** The first operations of each contender. */
export const WARM_UP = FLAT;

/** @type {Workload} */
export const TRIGGER = {
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
  goal: SAME_CALLS,
};

/** @type {readonly Workload[]} */
export const WORKLOADS = [
  FLAT,
  WITH_RELATIONS,
  ALL_SCALARS,
  TRIGGER,
  {
    name: 'acknowledge (reads first)',
    query: `mutation Acknowledge($input: AcknowledgeIncidentInput!) { acknowledgeIncident(input: $input) { ${CHANGED} } }`,
    variables: incidentsInTurn,
    goal: { ratioTo: {}, ratioToTrigger: 1.5, calls: 2 },
  },
  {
    name: 'resolve by id',
    query: `mutation Resolve($input: ResolveIncidentInput!) { resolveIncident(input: $input) { ${CHANGED} } }`,
    variables: incidentsInTurn,
    goal: SAME_CALLS,
  },
  { name: 'destinations', query: DESTINATIONS, variables: () => [{}], goal: FEWER_CALLS },
  {
    name: '50 identical at once',
    query: FLAT_LIST,
    variables: manyFilters,
    identical: 50,
    // Long enough that the last request is sent before the first response arrives.
    latencyMs: 5,
    goal: FEWER_CALLS,
  },
  ...[FLAT, WITH_RELATIONS, ALL_SCALARS].map((list) => ({ ...list, name: `${list.name}, unchanged`, unchanged: true })),
];

/**
 * What callers feel: 256 of them, each with one operation per second, and an upstream as slow as a real one.
 *
 * @type {Workload}
 */
export const LATENCY = {
  name: '256 callers, upstream responds after 100 ms',
  query: LIST_WITH_RELATIONS,
  variables: manyFilters,
  latencyMs: 100,
  callers: 256,
  perSecond: 256,
  seconds: 4,
  goal: { addedP99Ms: 15, calls: 1 },
};
