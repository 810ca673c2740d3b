import { Field, InputType } from 'type-graphql';
import { IncidentInput, IncidentsInput } from '../mutation.input.js';

@InputType({ description: 'Input of acknowledgeIncident.' })
export class AcknowledgeIncidentInput extends IncidentInput {}

@InputType({ description: 'Input of resolveIncident.' })
export class ResolveIncidentInput extends IncidentInput {
  @Field(() => String, {
    nullable: true,
    description: 'Resolution text, stored on the resolve log entry. PagerDuty does not show it on the incident.',
  })
  readonly resolution?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Visible note, added to the incident before it is resolved. A repeated call adds the note again.',
  })
  readonly note?: string | null;
}

@InputType({ description: 'Input of reopenIncident.' })
export class ReopenIncidentInput extends IncidentInput {}

@InputType({ description: 'Input of acknowledgeIncidents.' })
export class AcknowledgeIncidentsInput extends IncidentsInput {}

@InputType({ description: 'Input of resolveIncidents.' })
export class ResolveIncidentsInput extends IncidentsInput {
  @Field(() => String, { nullable: true, description: 'Resolution text, stored on each resolve log entry.' })
  readonly resolution?: string | null;
}
