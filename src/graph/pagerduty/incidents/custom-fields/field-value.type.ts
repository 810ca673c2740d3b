import { Field, ObjectType } from 'type-graphql';
import { Json } from '../../../core/scalars.js';
import { CustomFieldDataType, CustomFieldKind } from '../../incident-types/custom-field.type.js';

@ObjectType({ description: 'A custom field of an incident with its value.', simpleResolvers: true })
export class CustomFieldValue {
  @Field({ description: 'PagerDuty’s own id of the field, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'Name of the field, e.g. environment.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Name of the field for people.' })
  readonly displayName!: string | null;

  @Field(() => CustomFieldDataType, { description: 'Type of each value.' })
  readonly dataType!: CustomFieldDataType;

  @Field(() => CustomFieldKind, { description: 'Whether the field has one value or a list, free or from its options.' })
  readonly kind!: CustomFieldKind;

  @Field(() => Json, {
    nullable: true,
    description: 'Value of the type that dataType and kind describe; a list for many values; null for no value.',
  })
  readonly value!: unknown;
}
