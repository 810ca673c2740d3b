import type { GraphQLResolveInfo } from 'graphql';
import { FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Requires } from '../requires.js';
import { jsonText } from '../scalars.js';
import { selectionOf } from '../selection.js';
import { includesFor } from './incident.include.js';
import { toIncident } from './incident.map.js';
import { Incident } from './incident.type.js';
import { toNote } from './note.map.js';
import { IncidentNote } from './note.type.js';

/** What does not come with the incident itself. */
@Resolver(() => Incident)
export class IncidentBodyResolver {
  @Requires('INCIDENTS_READ', 'NEVER')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The incident’s body; an object upstream is given as its JSON text.',
  })
  async details(@Root() { wire, access, expanded }: Incident): Promise<string | null> {
    const { body } = expanded.includes('body')
      ? wire
      : await access.loaders.incident.load({ id: wire.id, include: ['body'] });
    return jsonText(body?.details);
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [IncidentNote], { nullable: true, description: 'What people wrote on it.' })
  async notes(@Root() { access, pagerDutyId }: Incident): Promise<IncidentNote[]> {
    return (await access.client.listNotes(pagerDutyId)).map((note) => toNote(note, access));
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, { nullable: true, description: 'Set when this one was merged into another.' })
  async mergedInto(@Root() { wire, access }: Incident, @Info() info: GraphQLResolveInfo): Promise<Incident | null> {
    const target = wire.resolve_reason?.incident;
    if (!target) return null;
    const include = includesFor(selectionOf(info));
    return toIncident(await access.loaders.incident.load({ id: target.id, include }), access, include);
  }
}
