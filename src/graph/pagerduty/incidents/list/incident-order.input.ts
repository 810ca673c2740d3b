import { Field, InputType, registerEnumType } from 'type-graphql';

export enum OrderDirection {
  ASC = 'asc',
  DESC = 'desc',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Sort direction.',
  valuesConfig: {
    ASC: { description: 'Ascending: smallest or oldest first.' },
    DESC: { description: 'Descending: largest or newest first.' },
  },
});

export enum IncidentOrderField {
  CREATED_AT = 'created_at',
  RESOLVED_AT = 'resolved_at',
  NUMBER = 'incident_number',
  URGENCY = 'urgency',
}
registerEnumType(IncidentOrderField, {
  name: 'IncidentOrderField',
  description: 'Sort field of an incident list.',
  valuesConfig: {
    CREATED_AT: { description: 'Time of the first trigger.' },
    RESOLVED_AT: { description: 'Time of resolution.' },
    NUMBER: { description: 'Incident number.' },
    URGENCY: { description: 'Urgency.' },
  },
});

@InputType({ description: 'One sort criterion.' })
export class IncidentOrder {
  @Field(() => IncidentOrderField, { description: 'Sort field.' })
  readonly field!: IncidentOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Sort direction.' })
  readonly direction!: OrderDirection;
}
