import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How important an incident is, by the account’s own scheme.', simpleResolvers: true })
export class Priority {
  @Field(() => ID, { description: 'The id of this object within the whole graph.' })
  readonly id!: string;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'The priority’s name, e.g. P1.' })
  readonly name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Six hex digits after a #, e.g. #a8171c; null when PagerDuty gives none.',
  })
  readonly color!: string | null;
}
