import { Directive, Field, InputType } from 'type-graphql';
import { PagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { ActorlessIncidentInput, IncidentInput } from '../mutation.input.js';

@Directive('@oneOf')
@InputType({ description: 'A note of an incident: by global id or PagerDuty id.' })
export class IncidentNoteRef extends PagerDutyRef {}

@InputType({ description: 'Input of updateIncidentNote.' })
export class UpdateIncidentNoteInput extends IncidentInput {
  @Field(() => IncidentNoteRef, { description: 'Note to change.' })
  readonly note!: IncidentNoteRef;

  @Field({ description: 'New text of the note.' })
  readonly content!: string;
}

@InputType({ description: 'Input of deleteIncidentNote.' })
export class DeleteIncidentNoteInput extends ActorlessIncidentInput {
  @Field(() => IncidentNoteRef, { description: 'Note to delete.' })
  readonly note!: IncidentNoteRef;
}
