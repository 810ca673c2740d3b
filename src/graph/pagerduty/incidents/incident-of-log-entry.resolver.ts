import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { isIncident, isReference } from '../../../upstream/pagerduty/type-guards.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { mapNestedValue } from '../../core/mapping/nested-value.js';
import { getSelection } from '../../core/selection/selection.js';
import { LogEntry } from '../log-entries/log-entry.type.js';
import { selectIncludes } from './incident-includes.js';
import { resolveIncidentReference } from './incident-reference.js';
import { toIncident } from './incident.map.js';
import { Incident } from './incident.type.js';

@Resolver(() => LogEntry)
export class IncidentOfLogEntryResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, {
    nullable: true,
    description:
      'Incident of the event, as it is now. Number, title and url need no upstream call, and in a list of the account no other field of the incident alone.',
  })
  async incident(
    @Root() { wire, accountContext }: LogEntry,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    return mapNestedValue(wire.incident, isReference, (incident) =>
      isIncident(incident) && selectIncludes(getSelection(info)).length === 0
        ? toIncident(incident, accountContext, [])
        : resolveIncidentReference(incident, accountContext, info),
    );
  }
}
