import { Field, InputType } from 'type-graphql';
import { Json } from '../../../core/scalars.js';
import { IncidentInput } from '../mutation.input.js';

export const MAX_FIELDS = 100;

@InputType({ description: 'A custom field and its new value.' })
export class CustomFieldInput {
  @Field({ description: 'Name of the field, e.g. environment; see `IncidentType.customFields`.' })
  readonly name!: string;

  @Field(() => Json, {
    nullable: true,
    description: 'New value of the type that the field’s dataType and kind describe; null removes the value.',
  })
  readonly value?: unknown;
}

@InputType({ description: 'Input of setIncidentCustomFields.' })
export class SetIncidentCustomFieldsInput extends IncidentInput {
  @Field(() => [CustomFieldInput], { description: `Fields to set: 1 to ${MAX_FIELDS}. Others stay unchanged.` })
  readonly fields!: readonly CustomFieldInput[];
}
