import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../../core/mapping/enum-value.js';
import { DateTime } from '../../../core/scalars.js';

export enum OutlierCategory {
  ANOMALY = 'anomaly',
  RARE = 'rare',
  FREQUENT = 'frequent',
  UNKNOWN = 'unknown',
}
registerEnumType(OutlierCategory, {
  name: 'OutlierCategory',
  description: 'Class of an incident by the frequency of such incidents on its service.',
  valuesConfig: {
    ANOMALY: { description: 'No such incident before.' },
    RARE: { description: 'At most 5 % of the incidents of the service.' },
    FREQUENT: { description: 'At least 20 % of the incidents of the service.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({
  description: 'Frequency of incidents like one incident on their service, in the 30 days before it.',
  simpleResolvers: true,
})
export class IncidentOutlier {
  @Field(() => OutlierCategory, { nullable: true, description: 'Class of the incident by this frequency.' })
  readonly category!: OutlierCategory | null;

  @Field(() => Int, { nullable: true, description: 'Number of incidents like this one.' })
  readonly count!: number | null;

  @Field(() => Float, { nullable: true, description: 'Their part of all incidents of the service, 0 to 1.' })
  readonly frequency!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Start of the time that was looked at.' })
  readonly since!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'End of the time that was looked at.' })
  readonly until!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Pattern of the titles, e.g. Latency above <MEASUREMENT>.',
  })
  readonly pattern!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Reason why all other fields are null: the plan or a permission of the credential is missing. Null otherwise.',
  })
  readonly unavailableReason!: string | null;
}
