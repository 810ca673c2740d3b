import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../../../core/errors/user-error.type.js';
import { Incident } from '../incident.type.js';

@ObjectType({ implements: MutationPayload, description: 'Result of setIncidentCustomFields.', simpleResolvers: true })
export class SetIncidentCustomFieldsPayload extends MutationPayload {
  @Field({ description: 'False if refused, and if the fields already had these values.' })
  readonly changed!: boolean;

  @Field(() => Incident, {
    nullable: true,
    description:
      'The incident after the mutation, or null if refused. An unchanged one is complete only with INCIDENTS_READ; otherwise only its id and status are returned.',
  })
  readonly incident!: Incident | null;
}
