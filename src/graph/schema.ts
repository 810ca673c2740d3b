import 'reflect-metadata';
import { isInputObjectType, isInterfaceType, isNonNullType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { PagerDutyAccountResolver } from './accounts/pagerduty-account.resolver.js';
import { AlertResolver } from './alerts/alert.resolver.js';
import { EscalationPoliciesOfAccountResolver } from './escalation-policies/escalation-policies-of-account.resolver.js';
import { IncidentActionsResolver } from './incidents/incident-actions.resolver.js';
import { IncidentBodyResolver } from './incidents/incident-body.resolver.js';
import { IncidentsOfAccountResolver } from './incidents/incidents-of-account.resolver.js';
import { LogEntryResolver } from './log-entries/log-entry.resolver.js';
import { OnCallOfPolicyResolver, OnCallOfServiceResolver } from './on-calls/on-call.resolver.js';
import { PrioritiesOfAccountResolver, PriorityResolver } from './priorities/priority.resolver.js';
import { ServicesOfAccountResolver } from './services/services-of-account.resolver.js';
import { TeamsOfAccountResolver } from './teams/teams-of-account.resolver.js';
import { UsersOfAccountResolver } from './users/users-of-account.resolver.js';
import { CloudflareAccountResolver } from './accounts/cloudflare-account.resolver.js';
import { PagerDutyDestinationMutationsResolver } from './destinations/destination-mutations.resolver.js';
import { NotificationHistoryResolver, NotificationResolver } from './notifications/notification.resolver.js';
import { boundLists } from './bounded-lists.js';
import { callResolversDirectly } from './direct-resolvers.js';
import { PagerDutyDestinationResolver } from './destinations/destination.resolver.js';
import { SendAlertEventResolver } from './events/send-alert-event.resolver.js';
import { ErrorCatalogResolver } from './errors/error-catalog.resolver.js';
import { tellGaps } from './gaps.js';
import { IncidentMutationsResolver } from './incidents/incident-mutations.resolver.js';
import { OpenIncidentsResolver } from './incidents/open-incidents.resolver.js';
import { IncidentResolver } from './incidents/incident.resolver.js';
import { typeOfNode } from './node.type.js';
import { NodeResolver } from './nodes/node.resolver.js';
import { enforceScopes } from './requires.js';
import { MatchingDestinationsResolver, MatchingServicesResolver } from './matches/matching.resolver.js';
import {
  NotificationPolicyResolver,
  PoliciesOfAccountResolver,
  PoliciesOfDestinationResolver,
} from './policies/policy.resolver.js';
import { DateTime } from './scalars.js';
import { PagerDutyServiceResolver } from './services/service.resolver.js';
import { PagerDutyUserResolver } from './users/user.resolver.js';
import { RateLimitResolver } from './viewer/rate-limit.resolver.js';
import { ViewerResolver } from './viewer/viewer.resolver.js';

const RESOLVERS: NonEmptyArray<Function> = [
  CloudflareAccountResolver,
  PagerDutyAccountResolver,
  ServicesOfAccountResolver,
  IncidentsOfAccountResolver,
  UsersOfAccountResolver,
  TeamsOfAccountResolver,
  EscalationPoliciesOfAccountResolver,
  PrioritiesOfAccountResolver,
  PriorityResolver,
  OnCallOfServiceResolver,
  OnCallOfPolicyResolver,
  IncidentBodyResolver,
  IncidentActionsResolver,
  AlertResolver,
  LogEntryResolver,
  PagerDutyDestinationResolver,
  PagerDutyDestinationMutationsResolver,
  IncidentResolver,
  OpenIncidentsResolver,
  IncidentMutationsResolver,
  PagerDutyServiceResolver,
  PagerDutyUserResolver,
  NotificationPolicyResolver,
  PoliciesOfAccountResolver,
  PoliciesOfDestinationResolver,
  MatchingServicesResolver,
  MatchingDestinationsResolver,
  NotificationHistoryResolver,
  NotificationResolver,
  SendAlertEventResolver,
  NodeResolver,
  ErrorCatalogResolver,
  ViewerResolver,
  RateLimitResolver,
];

let made: GraphQLSchema | undefined;

/** The whole schema, ready to execute. Made once a process, for it holds no state and takes longer than all else. */
export function createSchema(): GraphQLSchema {
  made ??= enforceScopes(boundLists(tellGaps(callResolversDirectly(tellNodesAtOnce(schemaOfClasses()), RESOLVERS))));
  return made;
}

function schemaOfClasses(): GraphQLSchema {
  return enforceOneOf(
    buildSchemaSync({
      resolvers: RESOLVERS,
      scalarsMap: [{ type: Date, scalar: DateTime }],
      skipCheck: true, // it would run introspection; Apollo and the tests check the schema without
    }),
  );
}

/** type-graphql would tell a node's type by a promise, for which compiled queries do not wait. */
function tellNodesAtOnce(schema: GraphQLSchema): GraphQLSchema {
  const node = schema.getType('Node');
  if (isInterfaceType(node)) node.resolveType = typeOfNode;
  return schema;
}

/**
 * type-graphql keeps `@oneOf` as a mere directive; graphql-js enforces it, in literals and variables alike, once the
 * type says so itself.
 */
function enforceOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type) || !type.astNode?.directives?.some(({ name }) => name.value === 'oneOf')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isNonNullType(field.type) || field.defaultValue !== undefined) {
        throw new Error(`@oneOf wants ${type.name}.${field.name} to be nullable and without a default.`);
      }
    }
    type.isOneOf = true;
  }
  return schema;
}
