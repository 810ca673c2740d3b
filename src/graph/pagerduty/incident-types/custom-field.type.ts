import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
import { ListSize } from '../../core/limits/list-size.js';
import { Json } from '../../core/scalars.js';

export enum CustomFieldDataType {
  BOOLEAN = 'boolean',
  INTEGER = 'integer',
  FLOAT = 'float',
  STRING = 'string',
  DATETIME = 'datetime',
  URL = 'url',
  UNKNOWN = 'unknown',
}
registerEnumType(CustomFieldDataType, {
  name: 'CustomFieldDataType',
  description: 'Type of each value of a custom field.',
  valuesConfig: {
    BOOLEAN: { description: 'JSON true or false.' },
    INTEGER: { description: 'JSON number without a fraction.' },
    FLOAT: { description: 'JSON number.' },
    STRING: { description: 'JSON string.' },
    DATETIME: { description: 'JSON string with an RFC 3339 date-time. Output is always in UTC.' },
    URL: { description: 'JSON string with an absolute URL.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

export enum CustomFieldKind {
  SINGLE_VALUE = 'single_value',
  SINGLE_VALUE_FIXED = 'single_value_fixed',
  MULTI_VALUE = 'multi_value',
  MULTI_VALUE_FIXED = 'multi_value_fixed',
  UNKNOWN = 'unknown',
}
registerEnumType(CustomFieldKind, {
  name: 'CustomFieldKind',
  description: 'Number of values of a custom field, and whether they are restricted to its options.',
  valuesConfig: {
    SINGLE_VALUE: { description: 'One value.' },
    SINGLE_VALUE_FIXED: { description: 'One of the options.' },
    MULTI_VALUE: { description: 'A list of free values, such as tags.' },
    MULTI_VALUE_FIXED: { description: 'A list of options.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({ description: 'Definition of a custom field of incidents.', simpleResolvers: true })
export class CustomField {
  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'Name for writes, e.g. environment; unique in the account, and never changed.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Name for people.' })
  readonly displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'Description by the account’s administrators.' })
  readonly description!: string | null;

  @Field(() => CustomFieldDataType, { description: 'Type of each value.' })
  readonly dataType!: CustomFieldDataType;

  @Field(() => CustomFieldKind, { description: 'Whether the field has one value or a list, free or from its options.' })
  readonly kind!: CustomFieldKind;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the field is in use; null if PagerDuty returns neither.',
  })
  readonly enabled!: boolean | null;

  @Field(() => Json, { nullable: true, description: 'Default value; null if the field has no default.' })
  readonly defaultValue!: unknown;

  @ListSize(10)
  @Field(() => [String], { nullable: true, description: 'Allowed values; null for a field with free values.' })
  readonly options!: readonly string[] | null;
}
