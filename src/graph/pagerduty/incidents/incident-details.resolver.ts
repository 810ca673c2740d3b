import type { GraphQLResolveInfo } from 'graphql';
import { isReference } from '../../../upstream/pagerduty/type-guards.js';
import { mapped } from '../../../upstream/transport/partial-list.js';
import { isObject } from '../../../shared/json.js';
import { part } from '../../core/mapping/nested-value.js';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Requires } from '../../core/auth/requires-scope.js';
import { jsonText } from '../../core/scalars.js';
import { orNull } from '../../core/mutations/run-mutation.js';
import { Incident } from './incident.type.js';
import { mergeTarget } from './merged-into.js';
import { toNote } from './notes/note.map.js';
import { IncidentNote } from './notes/note.type.js';

/** What does not come with the incident itself. */
@Resolver(() => Incident)
export class IncidentBodyResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The incident’s body; an object upstream is given as its JSON text.',
  })
  async details(@Root() { wire, access, expanded }: Incident): Promise<string | null> {
    const whole = expanded.includes('body')
      ? wire
      : await orNull(access.loaders.incident.load({ id: wire.id, include: ['body'] }));
    return part(whole?.body, isObject, ({ details }) => jsonText(details));
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [IncidentNote], { nullable: true, description: 'What people wrote on it.' })
  async notes(@Root() { access, pagerDutyId }: Incident): Promise<IncidentNote[] | null> {
    const notes = await orNull(access.client.listNotes(pagerDutyId));
    return notes && mapped(notes, (note) => toNote(note, access));
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, { nullable: true, description: 'Set when this one was merged into another.' })
  async mergedInto(@Root() { wire, access }: Incident, @Info() info: GraphQLResolveInfo): Promise<Incident | null> {
    return part(wire.resolve_reason, isObject, ({ incident }) =>
      part(incident, isReference, (target) => mergeTarget(target, access, info)),
    );
  }
}
