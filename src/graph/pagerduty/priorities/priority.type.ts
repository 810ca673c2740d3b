import { Field, ID, ObjectType } from 'type-graphql';
import type { WirePriority } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';

@ObjectType({ description: 'Importance of an incident, as defined by the account.', simpleResolvers: true })
export class Priority {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WirePriority;

  @Field(() => ID, { description: 'Global id of this object.' })
  readonly id!: string;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the priority, e.g. P1.' })
  readonly name!: string | null;
}
