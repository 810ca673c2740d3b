import { Field, ObjectType } from 'type-graphql';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { IncidentNote } from './note.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of addIncidentNote.', simpleResolvers: true })
export class AddIncidentNotePayload extends MutationPayload {
  /** Upstream id of the incident; set when the note was written. */
  readonly incidentId?: string;
  readonly accountContext?: PagerDutyAccountContext;

  @Field(() => IncidentNote, { nullable: true, description: 'The note, or null if refused.' })
  readonly note!: IncidentNote | null;
}
