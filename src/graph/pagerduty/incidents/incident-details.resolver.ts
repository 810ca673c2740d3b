import type { GraphQLResolveInfo } from 'graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { isObject } from '../../../shared/json.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import { toJsonText } from '../../core/scalars.js';
import { nullIfNotFound } from '../../core/errors/null-if-not-found.js';
import { Incident } from './incident.type.js';
import { resolveIncidentReference } from './incident-reference.js';

/** Fields that PagerDuty does not return with the incident itself. */
@Resolver(() => Incident)
export class IncidentDetailsResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Body of the incident. If PagerDuty has an object there, its JSON text.',
  })
  async details(@Root() { wire, accountContext, expanded }: Incident): Promise<string | null> {
    const full = expanded.includes('body')
      ? wire
      : await nullIfNotFound(accountContext.loaders.incident.load({ id: wire.id, include: ['body'] }));
    return mapNestedValue(full?.body, isObject, ({ details }) => toJsonText(details));
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, { nullable: true, description: 'Incident that this one was merged into, or null.' })
  async mergedInto(
    @Root() { wire, accountContext }: Incident,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    return mapNestedValue(wire.resolve_reason, isObject, ({ incident }) =>
      mapNestedValue(incident, isReference, (target) => resolveIncidentReference(target, accountContext, info)),
    );
  }
}
