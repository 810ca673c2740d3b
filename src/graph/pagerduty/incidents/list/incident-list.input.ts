import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../../../core/pagination/page.args.js';
import { DateTime } from '../../../core/scalars.js';
import { ServiceRef } from '../../services/service.ref.js';
import { TeamRef } from '../../teams/team.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { IncidentStatus, Urgency } from '../incident-enums.type.js';

export enum OrderDirection {
  ASC = 'asc',
  DESC = 'desc',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end comes first.',
  valuesConfig: {
    ASC: { description: 'Smallest or oldest first.' },
    DESC: { description: 'Largest or newest first.' },
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
  description: 'What incidents can be ordered by.',
  valuesConfig: {
    CREATED_AT: { description: 'When it was first triggered.' },
    RESOLVED_AT: { description: 'When it was resolved.' },
    NUMBER: { description: 'Its number.' },
    URGENCY: { description: 'Its urgency.' },
  },
});

@InputType({ description: 'One criterion of the order.' })
export class IncidentOrder {
  @Field(() => IncidentOrderField, { description: 'What to order by.' })
  readonly field!: IncidentOrderField;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Which end comes first.' })
  readonly direction!: OrderDirection;
}

@InputType({
  description:
    'Without createdSince and createdUntil: all time, however old (PagerDuty’s own default hides what is older than a month). Different filters are combined with AND, values of one filter with OR. Services, assignees and teams together are at most 100.',
})
export class IncidentFilter {
  @Field(() => [IncidentStatus], { nullable: true, description: 'In one of these states.' })
  readonly statuses?: readonly IncidentStatus[] | null;

  @Field(() => [Urgency], { nullable: true, description: 'Of one of these urgencies.' })
  readonly urgencies?: readonly Urgency[] | null;

  @Field(() => [ServiceRef], { nullable: true, description: 'On one of these services.' })
  readonly services?: readonly ServiceRef[] | null;

  @Field(() => [UserRef], {
    nullable: true,
    description:
      'Assigned now to one of these people; PagerDuty never returns resolved incidents for it, so it is refused together with RESOLVED.',
  })
  readonly assignees?: readonly UserRef[] | null;

  @Field(() => [TeamRef], { nullable: true, description: 'Of one of these teams.' })
  readonly teams?: readonly TeamRef[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'With this de-duplication key, on the incident or on one of its alerts: 1 to 255 characters.',
  })
  readonly dedupKey?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'First triggered at or after this instant.' })
  readonly createdSince?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'First triggered before this instant; no end when left out.' })
  readonly createdUntil?: Date | null;
}

@ArgsType()
export class IncidentListArgs extends PageArgs {
  @Field(() => IncidentFilter, { nullable: true, description: 'Which incidents; all of them without it.' })
  readonly filter?: IncidentFilter | null;

  @Field(() => [IncidentOrder], {
    nullable: true,
    description: 'At most two criteria; newest first without them.',
  })
  readonly orderBy?: readonly IncidentOrder[] | null;
}
