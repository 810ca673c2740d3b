import { Field, ID, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { IncidentNote } from './note.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of updateIncidentNote.', simpleResolvers: true })
export class UpdateIncidentNotePayload extends MutationPayload {
  @Field({ description: 'False if refused, and if the note already had the text.' })
  readonly changed!: boolean;

  @Field(() => IncidentNote, { nullable: true, description: 'The note after the mutation, or null if refused.' })
  readonly note!: IncidentNote | null;
}

@ObjectType({ implements: MutationPayload, description: 'Result of deleteIncidentNote.', simpleResolvers: true })
export class DeleteIncidentNotePayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'Global id of the deleted note, or null if refused.' })
  readonly deletedId!: string | null;
}
