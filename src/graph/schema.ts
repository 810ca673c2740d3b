import 'reflect-metadata';
import { isInputObjectType, isNonNullType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { CloudflareAccountResolver } from './accounts/cloudflare-account.resolver.js';
import { PagerDutyDestinationMutationsResolver } from './destinations/destination-mutations.resolver.js';
import { PagerDutyDestinationResolver } from './destinations/destination.resolver.js';
import { ErrorCatalogResolver } from './errors/error-catalog.resolver.js';
import { IncidentMutationsResolver } from './incidents/incident-mutations.resolver.js';
import { OpenIncidentsResolver } from './incidents/open-incidents.resolver.js';
import { IncidentResolver } from './incidents/incident.resolver.js';
import { NodeResolver } from './nodes/node.resolver.js';
import { MatchingDestinationsResolver, MatchingServicesResolver } from './matches/matching.resolver.js';
import {
  NotificationPolicyResolver,
  PoliciesOfAccountResolver,
  PoliciesOfDestinationResolver,
} from './policies/policy.resolver.js';
import { DateTime } from './scalars.js';
import { PagerDutyServiceResolver } from './services/service.resolver.js';
import { PagerDutyUserResolver } from './users/user.resolver.js';

/** The whole schema, ready to execute. */
export function createSchema(): GraphQLSchema {
  return enforceOneOf(
    buildSchemaSync({
      resolvers: [
        CloudflareAccountResolver,
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
        NodeResolver,
        ErrorCatalogResolver,
      ],
      scalarsMap: [{ type: Date, scalar: DateTime }],
      validate: false,
    }),
  );
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
