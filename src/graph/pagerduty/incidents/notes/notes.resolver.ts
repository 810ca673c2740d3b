import { FieldResolver, Resolver, Root } from 'type-graphql';
import { mapEntries } from '../../../../upstream/transport/partial-list.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { nullIfNotFound } from '../../../core/errors/null-if-not-found.js';
import { Incident } from '../incident.type.js';
import { toNote } from './note.map.js';
import { IncidentNote } from './note.type.js';

@Resolver(() => Incident)
export class NotesOfIncidentResolver {
  @Requires('INCIDENTS_READ')
  @FieldResolver(() => [IncidentNote], { nullable: true, description: 'Notes on the incident.' })
  async notes(@Root() { accountContext, pagerDutyId }: Incident): Promise<IncidentNote[] | null> {
    const notes = await nullIfNotFound(accountContext.client.listNotes(pagerDutyId));
    return notes && mapEntries(notes, (note) => toNote(note, accountContext));
  }
}
